package org.grantlet.servlet.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.servlet.internal.config.TrustedProxies;
import org.grantlet.testing.Patience;
import org.grantlet.testing.Thrown;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a request whose work cannot begin, or ends in an error. A mock, because no
 * container runs out of threads when it is asked to.
 */
class ProviderCallExecutorTest {
  /** More than may wait at once: a permit that is not given back is found out. */
  private static final int MANY = 1030;

  private final List<String> story = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ProviderCallExecutor executor =
      new ProviderCallExecutor(
          threads,
          (request, failure) ->
              story.add(
                  failure instanceof GrantletException known
                      ? known.code().name()
                      : String.valueOf(failure.getCause())));

  @AfterEach
  void stop() {
    threads.shutdown();
  }

  private EndpointRequest request() {
    return request(() -> {});
  }

  private EndpointRequest request(Runnable whenComplete) {
    AsyncContext async = mock(AsyncContext.class);
    doAnswer(
            call -> {
              story.add("complete");
              whenComplete.run();
              return null;
            })
        .when(async)
        .complete();
    HttpServletRequest request = mock(HttpServletRequest.class);
    when(request.isAsyncSupported()).thenReturn(true);
    when(request.startAsync(any(), any())).thenReturn(async);
    return new EndpointRequest(
        request,
        mock(HttpServletResponse.class),
        "/",
        "id",
        TrustedProxies.of(List.of(), TrustedProxies.Header.AUTO),
        false,
        null);
  }

  @Test
  void run_whereNoThreadIsToBeHad_saysBusyAndCompletes() throws Exception {
    threads.shutdown();
    EndpointRequest request = request();
    for (int i = 0; i < MANY; i++) {
      story.clear();
      executor.run(request, () -> story.add("worked"));
      assertThat(story).containsExactly(ErrorCode.UNAVAILABLE.name(), "complete");
    }
  }

  @Test
  void run_thatEndsInAnError_isAnsweredAndCompletes() throws Exception {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> uncaught.add(error));
    try {
      for (int i = 0; i < MANY; i++) {
        story.clear();
        executor.run(
            request(),
            () -> {
              throw new AssertionError("broken");
            });
        assertThat(uncaught.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
            .hasMessage("broken");
        assertThat(story).containsExactly("java.lang.AssertionError: broken", "complete");
      }
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void run_whoseFailureCannotBeAnswered_completes() throws Exception {
    CountDownLatch completed = new CountDownLatch(1);
    EndpointRequest request = request(completed::countDown);
    ProviderCallExecutor broken =
        new ProviderCallExecutor(
            threads,
            (asked, failure) -> {
              throw new IllegalStateException("no page either");
            });
    broken.run(
        request,
        () -> {
          throw new IllegalArgumentException("broken");
        });
    assertThat(completed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void run_ofWorkThatThrowsAnUndeclaredException_isAnswered() throws Exception {
    CountDownLatch completed = new CountDownLatch(1);
    executor.run(
        request(completed::countDown),
        () -> Thrown.sneak(new Exception(new Exception("undeclared"))));
    assertThat(completed.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(story).containsExactly("java.lang.Exception: undeclared", "complete");
  }

  @Test
  void run_thatTheContainerDoesNotLetBegin_keepsNoPermit() {
    EndpointRequest request = request();
    when(request.http().startAsync(any(), any())).thenThrow(new IllegalStateException("closed"));
    for (int i = 0; i < MANY; i++) {
      assertThatThrownBy(() -> executor.run(request, () -> story.add("worked")))
          .hasMessage("closed");
    }
  }
}
