package org.grantlet.internal.webhook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.grantlet.GrantEvent;
import org.grantlet.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook is sent.
 *
 * @param id the same for each repetition
 * @param type the type of the event
 * @param grantId whose event it is; null if it is of no grant
 * @param accountId that grant's account id
 * @param attempt which one this is, from 1
 * @param body a CloudEvents 1.0 event as JSON
 */
record Message(
    String id,
    String type,
    @Nullable String grantId,
    @Nullable String accountId,
    long attempt,
    String body) {
  /**
   * Makes messages that are in no outbox.
   *
   * @param source the base URL and path of the Connect API
   * @param applicationId the client id of the application, if it has one
   */
  record Maker(String source, @Nullable String applicationId) {
    Message message(String type, Instant time, Map<String, Object> object) {
      String id = UUID.randomUUID().toString();
      Map<String, Object> data = new LinkedHashMap<>();
      if (applicationId != null) {
        data.put("application_id", applicationId);
      }
      data.put("object", object);
      Map<String, Object> envelope = new LinkedHashMap<>();
      envelope.put("specversion", "1.0");
      envelope.put("type", type);
      envelope.put("source", source);
      envelope.put("id", id);
      envelope.put("time", time.toString());
      envelope.put("datacontenttype", "application/json");
      envelope.put("data", data);
      return new Message(id, type, null, null, 1, Json.text(envelope));
    }
  }

  static Message of(GrantEvent event, int attempt) {
    return new Message(
        event.id(),
        event.type().wire(),
        event.grantId(),
        event.grant().accountId(),
        attempt,
        Json.text(event.toCloudEvent()));
  }

  @Override
  public String toString() {
    return "Message[id=" + id + ", type=" + type + "]";
  }
}
