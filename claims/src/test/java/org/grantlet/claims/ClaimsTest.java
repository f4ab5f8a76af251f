package org.grantlet.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Takes the check of each row of docs/security.md out of the code: the tests that the row names
 * fail, and logins that are right still work. {@code -Dclaims.only=…} runs the rows whose name has
 * that in it.
 */
@Tag("claims")
class ClaimsTest {
  private static final Path FOLDER = Path.of("target", "claims").toAbsolutePath();

  private final ExecutorService processes =
      Executors.newFixedThreadPool(Integer.getInteger("claims.processes", 2));
  private final ClaimsFile file = ClaimsFile.read(Sources.ROOT.resolve("docs/security-claims.txt"));
  private final Sources sources = Sources.read();

  ClaimsTest() throws IOException {}

  @AfterEach
  void stop() {
    processes.shutdownNow();
  }

  @TestFactory
  Stream<DynamicNode> checks() throws IOException {
    EditedClasses.clear(FOLDER); // of an earlier run
    String only = System.getProperty("claims.only", "");
    List<Claim> claims =
        file.claims().stream().filter(claim -> claim.toString().contains(only)).toList();
    List<DynamicNode> nodes = new ArrayList<>();
    nodes.add(untouched(claims));
    for (Claim claim : claims) {
      List<DynamicNode> edits = new ArrayList<>();
      for (Edit edit : claim.edits()) {
        Future<String> report = processes.submit(() -> without(edit));
        edits.add(dynamicTest(edit.toString(), () -> assertThat(get(report)).isEmpty()));
      }
      nodes.add(dynamicContainer(claim.toString(), edits));
    }
    return nodes.stream();
  }

  /** Every test that is named passes as long as nothing is changed. */
  private DynamicNode untouched(List<Claim> claims) {
    Set<String> tests = new LinkedHashSet<>(file.healthy());
    claims.forEach(claim -> claim.edits().forEach(edit -> tests.addAll(edit.red())));
    List<DynamicNode> modules = new ArrayList<>();
    byModule(tests)
        .forEach(
            (module, its) -> {
              Future<Map<String, String>> results =
                  processes.submit(
                      () -> {
                        Path folder = Files.createDirectories(FOLDER.resolve("untouched"));
                        return TestJvm.run(module, folder, its, sources, folder);
                      });
              modules.add(
                  dynamicTest(
                      module.getFileName().toString(),
                      () -> {
                        Map<String, String> red = new LinkedHashMap<>(get(results));
                        red.values().removeIf(TestRun.GREEN::equals);
                        assertThat(red).isEmpty();
                      }));
            });
    return dynamicContainer("untouched", modules);
  }

  /** What is not as it should be once a check is out. */
  private String without(Edit edit) throws IOException, InterruptedException {
    Path folder = FOLDER.resolve("line-" + edit.line());
    EditedClasses.write(edit, sources, folder);
    List<String> problems = new ArrayList<>();
    List<String> report = new ArrayList<>();
    for (Map.Entry<Path, List<String>> tests : byModule(edit.red()).entrySet()) {
      Path module = tests.getKey();
      Set<String> all = new LinkedHashSet<>(tests.getValue());
      if (!edit.noLogin()) {
        all.addAll(byModule(file.healthy()).getOrDefault(module, List.of()));
      }
      Map<String, String> results =
          TestJvm.run(module, folder.resolve("classes"), all, sources, folder);
      results.forEach(
          (test, result) -> {
            report.add(test + "\t" + result);
            if (edit.red().contains(test) == result.equals(TestRun.GREEN)) {
              problems.add(test + " is " + result);
            }
          });
    }
    Files.write(folder.resolve("report"), report);
    return String.join("\n", problems);
  }

  private Map<Path, List<String>> byModule(Collection<String> tests) {
    Map<Path, List<String>> modules = new TreeMap<>();
    for (String test : tests) {
      modules
          .computeIfAbsent(Sources.module(sources.test(test)), path -> new ArrayList<>())
          .add(test);
    }
    return modules;
  }

  private static <T> T get(Future<T> future) throws Exception {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
