package org.grantlet;

import java.time.Instant;

/**
 * Where to send the end user: works once, until it expires. Anybody who has it can start the login,
 * so it prints without its id.
 *
 * @param id the id in the URL, 192 bits of entropy
 * @param url the URL
 * @param expiresAt when it stops working
 * @param request what was asked for, with defaults filled in
 */
public record LoginUrl(String id, String url, Instant expiresAt, HostedAuthRequest request) {
  @Override
  public String toString() {
    return "LoginUrl[id=***, expiresAt=" + expiresAt + "]";
  }
}
