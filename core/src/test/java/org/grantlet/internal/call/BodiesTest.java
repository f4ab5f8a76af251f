package org.grantlet.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.grantlet.internal.call.CallFixture.assertFails;
import static org.grantlet.internal.call.CallFixture.reply;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.grantlet.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bodies of requests and responses, as the JDK's publishers and handlers make and take them. */
@Timeout(120)
class BodiesTest {
  private static final int MOST = 16 << 20;

  private final CallFixture calls = new CallFixture();

  @AfterEach
  void stop() {
    calls.close();
  }

  /** A body that can be read once. */
  static BodyPublisher oneShot(String text) {
    AtomicInteger reads = new AtomicInteger();
    InputStream stream = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return BodyPublishers.ofInputStream(
        () -> {
          if (reads.getAndIncrement() > 0) {
            throw new IllegalStateException("read twice");
          }
          return stream;
        });
  }

  private <T> T body(BodyHandler<T> handler) throws IOException {
    return calls.client.send(calls.request().build(), handler).body();
  }

  @Test
  void everyHandlerOfTheJdk_getsTheBody(@TempDir Path folder) throws Exception {
    calls.answers = request -> reply("200 OK", "one\ntwo");
    assertThat(body(BodyHandlers.ofString())).isEqualTo("one\ntwo");
    assertThat(body(BodyHandlers.ofByteArray())).hasSize(7);
    assertThat(body(BodyHandlers.discarding())).isNull();
    assertThat(body(BodyHandlers.replacing("x"))).isEqualTo("x");
    assertThat(body(BodyHandlers.buffering(BodyHandlers.ofString(), 3))).isEqualTo("one\ntwo");
    Path file = folder.resolve("answer");
    assertThat(Files.readString(body(BodyHandlers.ofFile(file)))).isEqualTo("one\ntwo");
    try (Stream<String> lines = body(BodyHandlers.ofLines())) {
      assertThat(lines).containsExactly("one", "two");
    }
    try (InputStream stream = body(BodyHandlers.ofInputStream())) {
      assertThat(stream.readAllBytes()).hasSize(7);
    }
    Whole whole = new Whole();
    body(BodyHandlers.ofPublisher()).subscribe(whole);
    assertThat(whole.bytes.get()).isEqualTo(7);
  }

  @Test
  void emptyBody_isOne() throws Exception {
    calls.answers = request -> "HTTP/1.1 204 No Content\r\n\r\n";
    assertThat(body(BodyHandlers.ofString())).isEmpty();
    try (InputStream stream = body(BodyHandlers.ofInputStream())) {
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  @Test
  void handlerThatFails_isAnIoException() {
    assertThatThrownBy(() -> body(BodyHandlers.ofFile(Path.of("/no/such/folder/file"))))
        .isInstanceOfAny(IOException.class, UncheckedIOException.class);
  }

  @Test
  void compressedBody_isAsItCame() throws Exception {
    calls.answers = request -> reply("200 OK", "zipped", "Content-Encoding: gzip");
    HttpResponse<String> response = calls.get();
    assertThat(response.body()).isEqualTo("zipped");
    assertThat(response.headers().firstValue("content-encoding")).contains("gzip");
  }

  @Test
  void headersOfOneName_areAllThere() throws Exception {
    calls.answers = request -> reply("200 OK", "", "Link: <a>; rel=next", "link: <b>; rel=last");
    assertThat(calls.get().headers().allValues("LINK"))
        .containsExactly("<a>; rel=next", "<b>; rel=last");
  }

  @Test
  void responseOfSixteenMebibytes_isRead_andALongerOneRefused() throws Exception {
    calls.answers = request -> reply("200 OK", "x".repeat(MOST));
    assertThat(body(BodyHandlers.ofByteArray())).hasSize(MOST);
    calls.answers = request -> reply("200 OK", "x".repeat(MOST + 1));
    assertThatThrownBy(() -> body(BodyHandlers.ofByteArray()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than " + MOST + " bytes");
  }

  @Test
  void requestOfMoreThanSixteenMebibytes_isRefused_beforeAnythingIsSent() {
    for (BodyPublisher body :
        List.of(
            BodyPublishers.ofByteArray(new byte[MOST + 1]),
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[MOST + 1])))) {
      assertFails(
          () -> calls.client.send(calls.request().POST(body).build(), BodyHandlers.discarding()),
          ErrorCode.INVALID_FIELD);
    }
    assertThat(calls.api.requests()).isEmpty();
  }

  @Test
  void bodyThatCannotBeRead_isAnIoException() {
    BodyPublisher failing =
        BodyPublishers.ofInputStream(
            () -> {
              throw new IllegalStateException("the stream is gone");
            });
    assertThatThrownBy(
            () ->
                calls.client.send(calls.request().POST(failing).build(), BodyHandlers.discarding()))
        .isInstanceOf(IOException.class)
        .hasMessage("the body of the request cannot be read");
    assertThat(calls.api.requests()).isEmpty();
  }

  @Test
  void postWithoutABody_hasLengthZero() throws Exception {
    calls.client.send(
        calls.request().POST(BodyPublishers.noBody()).build(), BodyHandlers.discarding());
    assertThat(calls.api.requests().get(0)).containsIgnoringCase("\r\ncontent-length: 0\r\n");
  }

  @Test
  void apiThatDoesNotAnswer_isGivenUpInTheCallersTime() {
    calls.answers = request -> null;
    assertThatThrownBy(
            () ->
                calls.client.send(
                    calls.request().timeout(Duration.ofMillis(300)).build(),
                    BodyHandlers.ofString()))
        .isInstanceOf(HttpTimeoutException.class)
        .hasMessage("The API did not answer within 300 ms");
  }

  @Test
  void apiThatStopsInTheMiddle_isGivenUp_too() {
    calls.answers = request -> "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf";
    assertThatThrownBy(
            () ->
                calls.client.send(
                    calls.request().timeout(Duration.ofMillis(300)).build(),
                    BodyHandlers.ofString()))
        .isInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void publisherAndHandlerThatNeverEnd_areGivenUp() {
    BodyPublisher silent = BodyPublishers.fromPublisher(subscriber -> {});
    assertThatThrownBy(
            () ->
                calls.client.send(
                    calls.request().POST(silent).timeout(Duration.ofMillis(300)).build(),
                    BodyHandlers.ofString()))
        .isInstanceOf(HttpTimeoutException.class);
    assertThatThrownBy(
            () ->
                calls.client.send(
                    calls.request().timeout(Duration.ofSeconds(1)).build(), info -> new Silent()))
        .isInstanceOf(HttpTimeoutException.class);
  }

  private static final class Silent implements HttpResponse.BodySubscriber<String> {
    @Override
    public CompletableFuture<String> getBody() {
      return new CompletableFuture<>();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {}

    @Override
    public void onNext(List<ByteBuffer> item) {}

    @Override
    public void onError(Throwable throwable) {}

    @Override
    public void onComplete() {}
  }

  private static final class Whole implements Flow.Subscriber<List<ByteBuffer>> {
    private final CompletableFuture<Integer> bytes = new CompletableFuture<>();
    private int sum;

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
      parts.forEach(part -> sum += part.remaining());
    }

    @Override
    public void onError(Throwable failure) {
      bytes.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      bytes.complete(sum);
    }
  }

  /** It runs on the caller's thread, where no timer can end it. */
  @Test
  void publisherOfNothingWithoutEnd_isEndedInTime() {
    assertThatThrownBy(
            () ->
                calls.client.send(
                    calls
                        .request()
                        .timeout(Duration.ofMillis(300))
                        .POST(nothingWithoutEnd())
                        .build(),
                    BodyHandlers.ofString()))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(calls.api.requests()).isEmpty();
  }

  @Test
  void timeForTheBody_isOfTheWholeCall() throws Exception {
    ApiRequest read =
        ApiRequest.of(
            calls.request().POST(oneShot("slow")).build(),
            calls.client.uri("events"),
            Set.of(),
            Duration.ofSeconds(1));
    assertThat(read.limit()).isEqualTo(Duration.ofSeconds(60));
    assertThat(read.left()).isLessThan(read.limit());
  }

  /** Sends nothing, again and again, until it is canceled. */
  private static BodyPublisher nothingWithoutEnd() {
    return BodyPublishers.fromPublisher(
        subscriber ->
            subscriber.onSubscribe(
                new Flow.Subscription() {
                  private boolean canceled;

                  @Override
                  public void request(long parts) {
                    while (!canceled) {
                      subscriber.onNext(ByteBuffer.allocate(0));
                    }
                  }

                  @Override
                  public void cancel() {
                    canceled = true;
                  }
                }));
  }
}
