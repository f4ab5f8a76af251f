package org.grantlet.claims;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.launcher.Launcher;

/** Class paths of the modules' tests, as Maven wrote them down. */
final class ClassPath {
  private ClassPath() {}

  static String of(Path module) throws IOException {
    Path target = module.resolve("target");
    return String.join(
        File.pathSeparator,
        target.resolve("test-classes").toString(),
        target.resolve("classes").toString(),
        Files.readString(target.resolve("claims-classpath")).strip());
  }

  /** What runs tests in another process. */
  static String ofRunner() {
    return place(TestRun.class) + File.pathSeparator + place(Launcher.class);
  }

  private static String place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }
}
