package org.grantlet.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How a minimal servlet asks the token endpoint. Thread-safe. */
@FunctionalInterface
interface TokenCall {
  /** Of the client, for the header Authorization. */
  String CREDENTIALS =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(
                  (Contender.CLIENT_ID + ":" + Contender.CLIENT_SECRET)
                      .getBytes(StandardCharsets.UTF_8));

  /** Sends a form; gives the body of the response. */
  String post(String form) throws IOException;
}
