package org.grantlet;

import static java.util.Objects.requireNonNull;
import static org.grantlet.GrantletException.invalidField;

import java.time.Instant;
import org.grantlet.internal.text.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Which grants to list, and in what order. Null means any. Immutable.
 *
 * @param limit 1 to 200
 * @param offset 0 or more
 * @param sortBy the time to order by
 * @param ascending oldest first
 * @param since made at this time or later
 * @param before made before this time
 * @param email exactly this address
 * @param status this status
 * @param ip authenticated from this address
 * @param provider made through this provider
 * @param accountId of this account of the application
 */
public record GrantQuery(
    int limit,
    int offset,
    SortBy sortBy,
    boolean ascending,
    @Nullable Instant since,
    @Nullable Instant before,
    @Nullable String email,
    @Nullable GrantStatus status,
    @Nullable String ip,
    @Nullable String provider,
    @Nullable String accountId) {

  /** Checks the bounds, and brings the address into the form that grants have. */
  public GrantQuery {
    ip = ip == null ? null : IpAddress.canonical(ip);
    if (limit < 1 || limit > 200) {
      throw invalidField("limit", "must be between 1 and 200, not " + limit);
    }
    if (offset < 0) {
      throw invalidField("offset", "must be 0 or more, not " + offset);
    }
  }

  /** What to order by. */
  public enum SortBy {
    /** When the grant was made. */
    CREATED_AT,
    /** When the grant was last changed. */
    UPDATED_AT
  }

  /** Whether a grant passes the filters. */
  public boolean matches(Grant grant) {
    return (since == null || !grant.createdAt().isBefore(since))
        && (before == null || grant.createdAt().isBefore(before))
        && (email == null || email.equals(grant.email()))
        && (status == null || status == grant.status())
        && (ip == null || ip.equals(grant.ip()))
        && (provider == null || provider.equals(grant.provider()))
        && (accountId == null || accountId.equals(grant.accountId()));
  }

  /** All grants, newest first, ten at most. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a query; not thread-safe. */
  public static final class Builder {
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
      ip = value;
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
      return new GrantQuery(
          limit, offset, sortBy, ascending, since, before, email, status, ip, provider, accountId);
    }
  }
}
