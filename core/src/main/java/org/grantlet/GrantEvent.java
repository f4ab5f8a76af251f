package org.grantlet;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a grant, as a CloudEvents 1.0 event. Grantlet alone makes it; members
 * may be added.
 *
 * @param type what happened
 * @param source the base URL and path of the Connect API that made it
 * @param id unique
 * @param time when
 * @param applicationId the client id of the application, if it has one
 * @param grant the grant as it is now; for {@link Type#DELETED} as it was
 * @param loginId the id of the login URL, if a login led to it
 */
public record GrantEvent(
    Type type,
    String source,
    String id,
    Instant time,
    @Nullable String applicationId,
    Grant grant,
    @Nullable String loginId) {

  /** The events and the numbers under which existing consumers know them. */
  public enum Type {
    /** A grant was made. */
    CREATED("grant.created", 25012),
    /** A grant was authenticated again or changed. */
    UPDATED("grant.updated", 25014),
    /** A grant was deleted; this event has no number. */
    DELETED("grant.deleted", 0),
    /** A grant stopped working. */
    EXPIRED("grant.expired", 25009);

    private final String wire;
    private final int code;

    Type(String wire, int code) {
      this.wire = wire;
      this.code = code;
    }

    /** The {@code type} of the CloudEvents envelope. */
    public String wire() {
      return wire;
    }

    /** The number; 0 if there is no number. */
    public int code() {
      return code;
    }
  }

  /** The grant's id. */
  public String grantId() {
    return grant.id();
  }

  /** The grant's provider. */
  public String provider() {
    return grant.provider();
  }

  /** The CloudEvents 1.0 envelope as JSON values. */
  public Map<String, Object> toCloudEvent() {
    Map<String, Object> object = new LinkedHashMap<>();
    if (type.code() != 0) {
      object.put("code", type.code());
    }
    object.put("grant_id", grant.id());
    object.put("integration_id", grant.integrationId());
    object.put("provider", grant.provider());
    if (loginId != null) {
      object.put("login_id", loginId);
    }
    Map<String, Object> data = new LinkedHashMap<>();
    if (applicationId != null) {
      data.put("application_id", applicationId);
    }
    data.put("object", object);
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("specversion", "1.0");
    envelope.put("type", type.wire());
    envelope.put("source", source);
    envelope.put("id", id);
    envelope.put("time", time.toString());
    envelope.put("datacontenttype", "application/json");
    envelope.put("data", data);
    return envelope;
  }
}
