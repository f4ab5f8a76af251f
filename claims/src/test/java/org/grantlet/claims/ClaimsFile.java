package org.grantlet.claims;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * docs/security-claims.txt, which says itself how it is written.
 *
 * @param healthy tests that stay green whatever check is missing
 * @param claims the rows
 */
record ClaimsFile(List<String> healthy, List<Claim> claims) {
  static ClaimsFile read(Path file) throws IOException {
    Reader reader = new Reader();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      reader.read(line, ++number);
    }
    reader.endRow();
    return new ClaimsFile(List.copyOf(reader.healthy), List.copyOf(reader.claims));
  }

  private static final class Reader {
    final List<String> healthy = new ArrayList<>();
    final List<Claim> claims = new ArrayList<>();
    private String[] row;
    private List<Edit> edits = new ArrayList<>();
    private List<SourceEdit> changes = new ArrayList<>();
    private String source;
    private final List<String> text = new ArrayList<>();
    private final List<String> replacement = new ArrayList<>();
    private boolean noLogin;
    private int begun;

    void read(String line, int number) {
      String[] words = line.split(" ", 2);
      String rest = words.length == 2 ? words[1] : "";
      switch (words[0]) {
        case "", "#" -> {}
        case "healthy" -> healthy.add(rest.strip());
        case "row" -> {
          endRow();
          row = rest.split(" \\| ", 2);
        }
        case "in" -> {
          endChange();
          begun = changes.isEmpty() ? number : begun;
          source = rest.strip();
        }
        case "-" -> text.add(rest);
        case "+" -> replacement.add(rest);
        case "no-login" -> noLogin = true;
        case "red" -> {
          endChange();
          edits.add(new Edit(begun, List.copyOf(changes), List.of(rest.split(",\\s*")), noLogin));
          changes = new ArrayList<>();
          noLogin = false;
        }
        default -> throw new IllegalStateException("line " + number + ": " + line);
      }
    }

    private void endChange() {
      if (source != null) {
        String found = String.join("\n", text);
        changes.add(new SourceEdit(source, found, String.join("\n", replacement)));
      }
      source = null;
      text.clear();
      replacement.clear();
    }

    void endRow() {
      if (source != null || !changes.isEmpty()) {
        throw new IllegalStateException("line " + begun + ": no test is named");
      }
      if (row != null) {
        claims.add(new Claim(row[0].strip(), row[1].strip(), List.copyOf(edits)));
      }
      edits = new ArrayList<>();
    }
  }
}
