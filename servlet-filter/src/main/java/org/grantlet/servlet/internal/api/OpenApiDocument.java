package org.grantlet.servlet.internal.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.grantlet.internal.concurrent.Late;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /openapi.json}: the description of the API, with the address of this one. Thread-safe.
 */
final class OpenApiDocument {
  /** Made by the first call: reading it would delay the start of the application. */
  private final Late<ApiReply> reply;

  OpenApiDocument(AppUrls urls) {
    reply = new Late<>(() -> document(urls));
  }

  ApiReply get(ApiCall call) {
    return reply.get();
  }

  private static ApiReply document(AppUrls urls) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>(read());
    document.put("servers", List.of(Map.of("url", urls.baseUrl() + urls.path())));
    return ApiReply.document(document);
  }

  private static Map<String, Object> read() {
    try (InputStream in =
        Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream("openapi.json"))) {
      return Json.object(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
