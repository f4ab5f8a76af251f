package org.grantlet.spring.client;

import static org.grantlet.GrantletException.invalidField;

import java.io.ByteArrayOutputStream;
import org.grantlet.GrantClient;

/** The body of a request, which ends where {@link GrantClient#send} would refuse it. */
final class RequestBody extends ByteArrayOutputStream {
  private static final int MAX_BYTES = 16 << 20;

  @Override
  public synchronized void write(int b) {
    requireRoom(1);
    super.write(b);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    requireRoom(length);
    super.write(bytes, offset, length);
  }

  private void requireRoom(int length) {
    if (length > MAX_BYTES - count) {
      throw invalidField(
          "body",
          "must be at most "
              + MAX_BYTES
              + " bytes; send more with grants().accessToken and an HTTP client of your own");
    }
  }
}
