package org.grantlet;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a grant, as a CloudEvents 1.0 event. Grantlet alone makes it; members
 * may be added.
 *
 * @param type what happened
 * @param source the base URL and path of the Connect API that made it
 * @param id unique; the same whenever this event is told again
 * @param time when
 * @param applicationId the client id of the application, if it has one
 * @param grant the grant as it is now; for {@link Type#DELETED} as it was
 * @param loginId the id of the login URL, if a login led to it
 * @param refreshError how refreshing failed, with the provider's words: of {@link Type#EXPIRED},
 *     {@link Type#REFRESH_FAILED} and {@link Type#RECOVERED}; null of others
 */
public record GrantEvent(
    Type type,
    String source,
    String id,
    Instant time,
    @Nullable String applicationId,
    Grant grant,
    @Nullable String loginId,
    Grant.@Nullable RefreshError refreshError) {

  private static final int AUTHENTICATED_AGAIN = 25027;

  /** The events and the numbers under which existing consumers know them. */
  public enum Type {
    /** A grant was made. */
    CREATED("grant.created", 25012),
    /** A grant was changed; authenticated again, its number is 25027. */
    UPDATED("grant.updated", 25014),
    /** A grant was deleted; this event has no number. */
    DELETED("grant.deleted", 0),
    /** A grant stopped working: only authenticating again helps. */
    EXPIRED("grant.expired", 25009),
    /** A grant could not be refreshed for {@code grantlet.refresh-alarm}; it has no number. */
    REFRESH_FAILED("grant.refresh_failed", 0),
    /** A grant works again after {@link #REFRESH_FAILED}; it has no number. */
    RECOVERED("grant.recovered", 0);

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

    /**
     * The type with a name.
     *
     * @param wire {@code grant.created} and the like
     * @throws IllegalArgumentException if there is none
     */
    public static Type of(String wire) {
      return Arrays.stream(values())
          .filter(type -> type.wire.equals(wire))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no type of event: " + wire));
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

  /** The number of this event: that of its type, unless the account was authenticated again. */
  private int code() {
    return type == Type.UPDATED && loginId != null ? AUTHENTICATED_AGAIN : type.code();
  }

  private static void put(Map<String, Object> object, String name, @Nullable Object value) {
    if (value != null) {
      object.put(name, value);
    }
  }

  /**
   * The CloudEvents 1.0 envelope as JSON values. What is not known is left out, and so is an empty
   * list or object.
   */
  public Map<String, Object> toCloudEvent() {
    Map<String, Object> object = new LinkedHashMap<>();
    if (code() != 0) {
      object.put("code", code());
    }
    object.put("grant_id", grant.id());
    object.put("integration_id", grant.integrationId());
    object.put("provider", grant.provider());
    put(object, "email", grant.email());
    put(object, "account_id", grant.accountId());
    put(object, "login_id", loginId);
    if (type == Type.CREATED || type == Type.UPDATED || type == Type.DELETED) {
      put(object, "metadata", grant.metadata().isEmpty() ? null : grant.metadata());
      put(object, "scope", grant.scope().isEmpty() ? null : grant.scope());
    }
    if (type == Type.EXPIRED && grant.reason() != null) {
      object.put("reason", grant.reason().wire());
    }
    if (refreshError != null) {
      object.put("since", refreshError.since().getEpochSecond());
      object.put("count", refreshError.count());
      object.put("error", refreshError.error());
      put(object, "provider_error", refreshError.providerError());
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
