package org.grantlet.sample;

import com.nimbusds.jose.util.JSONObjectUtils;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.grantlet.WebhookVerifier;
import org.grantlet.sample.WebhookInbox.Message;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /webhooks/receive} takes webhooks; {@code GET /webhooks} shows users what arrived
 * about their accounts, and {@code GET /webhooks/stream} what arrives, by server-sent events. The
 * stream begins after the last one that the page has, so nothing is lost between the two.
 */
final class WebhookServlet extends HttpServlet {
  static final String RECEIVE = "/webhooks/receive";
  static final String STREAM = "/webhooks/stream";

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self';"
          + " connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

  /** Each has a thread of the server. */
  private static final int STREAMS = 50;

  private static final Duration PING = Duration.ofSeconds(10);
  private static final int MAX_BYTES = 1 << 20;

  private final transient WebhookInbox inbox;
  private final transient Semaphore streams = new Semaphore(STREAMS);
  private final transient @Nullable WebhookVerifier verifier;

  /**
   * A receiver.
   *
   * @param inbox for what arrives; closing it ends the streams
   * @param verifier null if no webhook comes here
   */
  WebhookServlet(WebhookInbox inbox, @Nullable WebhookVerifier verifier) {
    this.inbox = inbox;
    this.verifier = verifier;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (verifier == null || !request.getServletPath().equals(RECEIVE)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    byte[] body = request.getInputStream().readNBytes(MAX_BYTES);
    try {
      verifier.verify(body, request::getHeader);
      inbox.add(message(JSONObjectUtils.parse(new String(body, StandardCharsets.UTF_8))));
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } catch (SignatureException | ParseException e) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      response.getWriter().write(String.valueOf(e.getMessage()));
    }
  }

  private static Message message(Map<String, Object> event) throws ParseException {
    Map<String, Object> data = JSONObjectUtils.getJSONObject(event, "data");
    Map<String, Object> object = JSONObjectUtils.getJSONObject(data, "object");
    String email = JSONObjectUtils.getString(object, "email");
    String provider = JSONObjectUtils.getString(object, "provider");
    return new Message(
        JSONObjectUtils.getString(event, "id"),
        JSONObjectUtils.getString(event, "type"),
        JSONObjectUtils.getString(object, "account_id"),
        (email == null ? "" : email + " · ") + (provider == null ? "" : provider),
        Instant.now());
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Texts texts = Texts.of(request);
    Optional<User> user = User.of(request);
    if (user.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      Html.page(request, response, texts.get("sign_in.first"), AccountPages.signIn(texts));
    } else if (request.getServletPath().equals(STREAM)) {
      stream(request, response, texts, user.get().getName());
    } else if (request.getServletPath().equals("/webhooks")) {
      page(request, response, texts, user.get().getName());
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private void page(
      HttpServletRequest request, HttpServletResponse response, Texts texts, String user)
      throws IOException {
    response.setHeader("Content-Security-Policy", POLICY);
    List<Message> messages = inbox.of(user);
    StringBuilder cards = new StringBuilder();
    messages.forEach(message -> cards.append(card(texts, message)));
    String body =
        """
        <p class="lead">%s</p>
        <ul class="accounts" id="webhooks" data-last="%s" aria-live="polite">%s</ul>
        <p class="empty">%s</p>%s<script src="/webhooks.js"></script>
        """
            .formatted(
                Html.text(texts.get("webhooks.text")),
                Html.attribute(messages.isEmpty() ? "" : messages.get(0).id()),
                cards,
                Html.text(texts.get(verifier == null ? "webhooks.off" : "webhooks.hint")),
                AccountPages.back(texts));
    Html.page(request, response, texts.get("webhooks.title"), body);
  }

  private static String card(Texts texts, Message message) {
    return "<li class=\"card\"><h2>%s</h2><p>%s</p><p class=\"soft\">%s · %s</p></li>"
        .formatted(
            Html.text(message.type()),
            Html.text(message.about()),
            Html.text(texts.time(message.at())),
            Html.text(message.id()));
  }

  /**
   * Until the browser leaves or the server stops; the browser comes back by itself, and says what
   * it has.
   */
  private void stream(
      HttpServletRequest request, HttpServletResponse response, Texts texts, String user)
      throws IOException {
    if (!streams.tryAcquire()) {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    try {
      response.setContentType("text/event-stream;charset=UTF-8");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no"); // nginx would keep it to itself
      String last = last(request);
      PrintWriter writer = response.getWriter();
      do {
        writer.write(": here\n\n");
        writer.flush();
        for (Message message : inbox.awaitAfter(last, user, PING)) {
          last = message.id();
          writer.write("id: " + last + "\ndata: " + card(texts, message) + "\n\n");
        }
      } while (!writer.checkError() && !inbox.isClosed());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server stops
    } finally {
      streams.release();
    }
  }

  /** What the browser got last: by this stream, else by its page. */
  private static String last(HttpServletRequest request) {
    String streamed = request.getHeader("Last-Event-ID");
    String shown = request.getParameter("after");
    return streamed != null ? streamed : shown != null ? shown : "";
  }
}
