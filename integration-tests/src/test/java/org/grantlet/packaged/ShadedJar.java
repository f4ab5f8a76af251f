package org.grantlet.packaged;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Unites jars as the Maven Shade Plugin does: of files with one name the first one wins. */
final class ShadedJar {
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final boolean unitesServices;

  private ShadedJar(boolean unitesServices) {
    this.unitesServices = unitesServices;
  }

  /**
   * Writes one.
   *
   * @param unitesServices whether service files are appended to each other, as the plugin's {@code
   *     ServicesResourceTransformer} does
   */
  static Path write(Path jar, List<Path> classPath, boolean unitesServices) throws IOException {
    ShadedJar shaded = new ShadedJar(unitesServices);
    for (Path entry : classPath) {
      if (Files.isDirectory(entry)) {
        shaded.addAll(entry);
      } else {
        try (FileSystem content = FileSystems.newFileSystem(entry)) {
          shaded.addAll(content.getPath("/"));
        }
      }
    }
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.NO_COMPRESSION);
      for (Map.Entry<String, byte[]> file : shaded.files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return jar;
  }

  private void addAll(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        add(root.relativize(file).toString(), file);
      }
    }
  }

  private void add(String name, Path file) throws IOException {
    if (name.endsWith("module-info.class") || name.equals("META-INF/MANIFEST.MF")) {
      return;
    }
    byte[] content = Files.readAllBytes(file);
    if (unitesServices && name.startsWith("META-INF/services/")) {
      files.merge(name, content, ShadedJar::append);
    } else {
      files.putIfAbsent(name, content);
    }
  }

  private static byte[] append(byte[] first, byte[] second) {
    return (new String(first, StandardCharsets.UTF_8)
            + "\n"
            + new String(second, StandardCharsets.UTF_8))
        .getBytes(StandardCharsets.UTF_8);
  }
}
