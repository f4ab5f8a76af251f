package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An application that adds the filter gets its libraries, too. */
class SizeTest {
  private static final long MEGABYTE = 1_000_000;

  @Test
  void filterAndAllThatItBrings_areNotLarge() throws IOException {
    String libraries = Files.readString(Path.of("target", "runtime-classpath"));
    List<Path> brought =
        Stream.concat(
                Stream.of("target/classes"), Stream.of(libraries.split(File.pathSeparator, -1)))
            .map(Path::of)
            .toList();

    assertThat(brought).hasSizeGreaterThan(5);
    assertThat(brought.stream().mapToLong(SizeTest::size).sum())
        .isBetween(MEGABYTE, 13 * MEGABYTE / 2);
  }

  /** Of a file, or of all files in a folder: what a jar of it would be at most. */
  private static long size(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Spring's RestClient, for one, takes Apache's client before all others where it finds it. */
  @Test
  void clientForProviders_isNoBodyElsesClient() {
    assertThat(
            getClass()
                .getResource("/org/grantlet/httpclient/client5/http/classic/HttpClient.class"))
        .isNotNull();
    assertThat(getClass().getResource("/org/apache/hc/client5/http/classic/HttpClient.class"))
        .isNull();
    assertThat(getClass().getResource("/org/apache/hc/core5/http/HttpHost.class")).isNull();
  }
}
