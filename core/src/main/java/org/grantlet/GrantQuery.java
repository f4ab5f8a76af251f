package org.grantlet;

import static java.util.Objects.requireNonNull;
import static org.grantlet.GrantletException.invalidField;

import java.time.Instant;
import org.grantlet.internal.text.IpAddress;
import org.jspecify.annotations.Nullable;

/** Which grants to list, and in what order; null means any. Immutable. */
public final class GrantQuery {
  private final Builder given;

  private GrantQuery(Builder given) {
    this.given = given.copy();
  }

  /** What to order by. */
  public enum SortBy {
    /** When the grant was made. */
    CREATED_AT,
    /** When the grant was last changed. */
    UPDATED_AT
  }

  /** At most so many. */
  public int limit() {
    return given.limit;
  }

  /** After so many. */
  public int offset() {
    return given.offset;
  }

  /** The time to order by. */
  public SortBy sortBy() {
    return given.sortBy;
  }

  /** Whether the oldest come first. */
  public boolean ascending() {
    return given.ascending;
  }

  /** Made at this time or later. */
  public @Nullable Instant since() {
    return given.since;
  }

  /** Made before this time. */
  public @Nullable Instant before() {
    return given.before;
  }

  /** Exactly this address. */
  public @Nullable String email() {
    return given.email;
  }

  /** This status. */
  public @Nullable GrantStatus status() {
    return given.status;
  }

  /** Authenticated from this address, in its canonical form. */
  public @Nullable String ip() {
    return given.ip;
  }

  /** Made through this provider. */
  public @Nullable String provider() {
    return given.provider;
  }

  /** Of this account of the application. */
  public @Nullable String accountId() {
    return given.accountId;
  }

  /** Whether a grant passes the filters. */
  public boolean matches(Grant grant) {
    return (since() == null || !grant.createdAt().isBefore(since()))
        && (before() == null || grant.createdAt().isBefore(before()))
        && isOrAny(email(), grant.email())
        && isOrAny(status(), grant.status())
        && isOrAny(ip(), grant.ip())
        && isOrAny(provider(), grant.provider())
        && isOrAny(accountId(), grant.accountId());
  }

  private static boolean isOrAny(@Nullable Object asked, @Nullable Object value) {
    return asked == null || asked.equals(value);
  }

  /** All grants, newest first, ten at most. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a query; not thread-safe. */
  public static final class Builder implements Cloneable {
    private int limit = 10;
    private int offset;
    private SortBy sortBy = SortBy.CREATED_AT;
    private boolean ascending;
    private @Nullable Instant since;
    private @Nullable Instant before;
    private @Nullable String email;
    private @Nullable GrantStatus status;
    private @Nullable String ip;
    private @Nullable String provider;
    private @Nullable String accountId;

    private Builder() {}

    /** At most so many, 1 to 200; 10 if not said. */
    public Builder limit(int value) {
      limit = value;
      return this;
    }

    /** After so many. */
    public Builder offset(int value) {
      offset = value;
      return this;
    }

    /** By which time; the time of creation if not said. */
    public Builder sortBy(SortBy value) {
      sortBy = requireNonNull(value, "sortBy");
      return this;
    }

    /** Oldest first; newest first if not said. */
    public Builder ascending(boolean value) {
      ascending = value;
      return this;
    }

    /** Made at this time or later. */
    public Builder since(@Nullable Instant value) {
      since = value;
      return this;
    }

    /** Made before this time. */
    public Builder before(@Nullable Instant value) {
      before = value;
      return this;
    }

    /** Exactly this address. */
    public Builder email(@Nullable String value) {
      email = value;
      return this;
    }

    /** This status. */
    public Builder status(@Nullable GrantStatus value) {
      status = value;
      return this;
    }

    /** Authenticated from this address. */
    public Builder ip(@Nullable String value) {
      ip = value == null ? null : IpAddress.canonical(value);
      return this;
    }

    /** Made through this provider. */
    public Builder provider(@Nullable String value) {
      provider = value;
      return this;
    }

    /** Of this account of the application. */
    public Builder accountId(@Nullable String value) {
      accountId = value;
      return this;
    }

    /**
     * The query.
     *
     * @throws GrantletException {@link ErrorCode#INVALID_FIELD} if a bound is broken
     */
    public GrantQuery build() {
      if (limit < 1 || limit > 200) {
        throw invalidField("limit", "must be between 1 and 200, not " + limit);
      }
      if (offset < 0) {
        throw invalidField("offset", "must be 0 or more, not " + offset);
      }
      return new GrantQuery(this);
    }

    private Builder copy() {
      try {
        return (Builder) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
