package org.grantlet;

import java.util.Arrays;

/**
 * Every way in which Grantlet can fail, one constant for one wire string. The wire string is in API
 * replies and in the {@code error} parameter of the redirect to the application.
 */
public enum ErrorCode {
  /** Missing or wrong Basic credentials. */
  AUTHENTICATION_ERROR("api.authentication_error", 401),
  /** The body is not a JSON object in {@code application/json}, or larger than 64 KiB. */
  INVALID_REQUEST_PAYLOAD("api.invalid_request_payload", 400),
  /** A member is missing, of the wrong type or out of bounds; the message names it. */
  INVALID_FIELD("api.invalid_field", 400),
  /** A query parameter is out of bounds; the message names it. */
  INVALID_QUERY_PARAMS("api.invalid_query_params", 400),
  /** No such path, or no such method of it. */
  NOT_FOUND("api.not_found_error", 404),
  /** Too many failed credentials, or no room for another login URL. */
  RATE_LIMITED("api.rate_limit_error", 429),
  /** The provider failed, refused for a reason of its own, or did not answer in time. */
  PROVIDER_ERROR("api.provider_error", 504),
  /** A store is unreachable, or too many calls to providers are under way. */
  UNAVAILABLE("api.unavailable", 503),
  /** Anything else. */
  INTERNAL_ERROR("api.internal_error", 500),
  /** There is an integration for this provider already. */
  INTEGRATION_ALREADY_EXISTS("integration.already_exists", 409),
  /** There is no integration for this provider. */
  INTEGRATION_NOT_FOUND("integration.not_found", 404),
  /** The redirect URI is not exactly one of the integration's. */
  REDIRECT_URI_NOT_ALLOWED("grant.callback_uri_not_allowed", 400),
  /** The login id is unknown, used or expired; the reply does not say which. */
  LOGIN_ID_INVALID("grant.login_id_invalid", 410),
  /** The state of a provider's answer is unknown, used, expired, or of another browser. */
  STATE_INVALID("grant.state_invalid", 400),
  /** A redirect to the application that was not issued, or was issued to another browser. */
  REDIRECT_INVALID("grant.redirect_invalid", 400),
  /** No such grant. */
  GRANT_NOT_FOUND("grant.not_found", 404),
  /** A hosted auth request without a provider. */
  PROVIDER_REQUIRED("grant.provider_required", 400),
  /** Somebody re-authenticated with another account than the grant's. */
  REAUTH_EMAIL_INVALID("grant.reauth_email_invalid", 400),
  /** Fewer scopes were granted than asked for, and the integration demands all. */
  SCOPES_CONFLICT("grant.scopes_conflict", 400),
  /** The end user or the provider refused, or another user than the owner tried. */
  ACCESS_DENIED("grant.access_denied", 403),
  /** The provider no longer takes the refresh token. */
  REFRESH_TOKEN_INVALID("grant.refresh_token_invalid", 401),
  /** The code could not be exchanged, or the ID token did not validate. */
  EXCHANGE_FAILED("token.exchange_failed", 400),
  /** No such event is set aside. */
  EVENT_NOT_FOUND("event.not_found", 404),
  /** No such webhook. */
  WEBHOOK_NOT_FOUND("webhook.not_found", 404),
  /** The store has no outbox, the configuration made the webhook, or there are too many. */
  WEBHOOK_REFUSED("webhook.refused", 409);

  private final String wire;
  private final int status;

  ErrorCode(String wire, int status) {
    this.wire = wire;
    this.status = status;
  }

  /** The string on the wire. */
  public String wire() {
    return wire;
  }

  /** The code of a wire string; {@link #INTERNAL_ERROR} if this version does not know it. */
  public static ErrorCode of(String wire) {
    return Arrays.stream(values())
        .filter(code -> code.wire.equals(wire))
        .findFirst()
        .orElse(INTERNAL_ERROR);
  }

  /** The usual HTTP status; {@link GrantletException#status} has that of one error. */
  public int status() {
    return status;
  }
}
