package org.grantlet.servlet.internal.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.grantlet.ConfigurationException;
import org.grantlet.provider.ProviderCatalog;

/** The application's own catalog entries: a directory, or {@code classpath:} and a folder. */
final class CatalogFolder {
  private static final String CLASS_PATH = "classpath:";

  private CatalogFolder() {}

  /**
   * The built-in catalog with the entries of a folder.
   *
   * @throws ConfigurationException naming each file and member that is wrong
   */
  static ProviderCatalog read(String folder, ClassLoader loader) {
    ProviderCatalog builtIn = ProviderCatalog.builtIn();
    if (!folder.startsWith(CLASS_PATH)) {
      return builtIn.with(Path.of(folder));
    }
    URL found = loader.getResource(folder.substring(CLASS_PATH.length()));
    try {
      URI uri = found == null ? URI.create("none:") : found.toURI();
      if ("file".equals(uri.getScheme())) {
        return builtIn.with(Path.of(uri));
      }
      if ("jar".equals(uri.getScheme())) {
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
          String path = uri.getSchemeSpecificPart();
          return builtIn.with(jar.getPath(path.substring(path.indexOf("!/") + 1)));
        }
      }
    } catch (ConfigurationException e) {
      throw e;
    } catch (URISyntaxException | IOException | RuntimeException e) {
      throw new ConfigurationException(List.of(folder + " cannot be read: " + e));
    }
    throw new ConfigurationException(
        List.of(folder + " is no folder on the class path, in a directory or a jar"));
  }
}
