package org.grantlet.claims;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One change of one source.
 *
 * @param file the end of the source's path
 * @param text what is there exactly once, however its lines are broken
 * @param replacement what stands there instead
 */
record SourceEdit(String file, String text, String replacement) {
  private static final Pattern TOKEN = Pattern.compile("\\w+|\"(?:\\\\.|[^\"\\\\])*\"|\\S");

  /** The changed source; throws if the text is not in it exactly once. */
  String apply(String source) {
    Matcher found = pattern().matcher(source);
    if (!found.find()) {
      throw new IllegalStateException(file + " has no: " + text);
    }
    int start = found.start();
    int end = found.end();
    if (found.find()) {
      throw new IllegalStateException(file + " has more than once: " + text);
    }
    return source.substring(0, start) + replacement + source.substring(end);
  }

  private Pattern pattern() {
    StringBuilder pattern = new StringBuilder("(?<!\\w)");
    boolean afterWord = false;
    Matcher token = TOKEN.matcher(text);
    for (boolean first = true; token.find(); first = false) {
      boolean word = Character.isJavaIdentifierPart(token.group().charAt(0));
      if (first) {
        pattern.setLength(word ? pattern.length() : 0);
      } else {
        pattern.append(word && afterWord ? "\\s+" : "\\s*");
      }
      pattern.append(Pattern.quote(token.group()));
      afterWord = word;
    }
    return Pattern.compile(pattern + (afterWord ? "(?!\\w)" : ""));
  }
}
