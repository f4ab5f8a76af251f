package org.grantlet.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Why something failed, in words. */
class ReasonTest {

  @Test
  void chain_isToldWhole() {
    IOException failure =
        new IOException(
            "no connection to the database",
            new IllegalStateException("the pool is empty", new ConnectException("refused by it")));
    assertThat(Reason.of(failure))
        .isEqualTo("no connection to the database: the pool is empty: refused by it");
  }

  @Test
  void noMessage_isTheClass() {
    assertThat(Reason.of(new TimeoutException())).isEqualTo("TimeoutException");
    assertThat(Reason.of(new IOException(" "))).isEqualTo("IOException");
    assertThat(Reason.of(new IOException("it failed", new TimeoutException())))
        .isEqualTo("it failed: TimeoutException");
    assertThat(Reason.of(new RuntimeException() {})).isNotBlank().doesNotContain("null");
  }

  /** A host name alone says nothing. */
  @Test
  void oneWord_hasItsClassBefore() {
    assertThat(Reason.of(new UnknownHostException("id.example.com")))
        .isEqualTo("UnknownHostException id.example.com");
  }

  @Test
  void whatIsPassedOn_isSaidOnce() {
    IOException cause = new IOException("it is broken");
    assertThat(Reason.of(new CompletionException(cause))).isEqualTo("it is broken");
    assertThat(Reason.of(new IOException(null, cause))).isEqualTo("it is broken");
    assertThat(Reason.of(new IOException("said: it is broken", cause)))
        .isEqualTo("said: it is broken");
    assertThat(Reason.of(new CompletionException(new TimeoutException())))
        .isEqualTo("TimeoutException");
  }

  @Test
  void emailAddresses_areMasked() {
    assertThat(Reason.masked("user='ada.l+x@mail.example.com', <ben@x.org> at @"))
        .isEqualTo("user='***@mail.example.com', <***@x.org> at @");
  }

  @Test
  void text_isCleanAndHasAnEnd() {
    assertThat(Reason.of(new IOException("a\r\nSet-Cookie: b\u202Ec")))
        .isEqualTo("a  Set-Cookie: b c");
    assertThat(Reason.of(new IOException("so long " + "x".repeat(5_000)))).hasSize(501);
    assertThat(Reason.clean("x".repeat(201))).isEqualTo("x".repeat(200) + "…");
  }

  @Test
  void circle_hasAnEnd() {
    IOException first = new IOException("the first one");
    IOException second = new IOException("the second one", first);
    first.initCause(second);
    assertThat(Reason.of(first)).isEqualTo("the first one: the second one");
  }
}
