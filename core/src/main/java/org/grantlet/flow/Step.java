package org.grantlet.flow;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.grantlet.HostedAuthRequest;
import org.jspecify.annotations.Nullable;

/** Where a login is; docs/adr/0002 says who moves it on. Immutable. */
sealed interface Step {
  /** Who alone may go on. */
  @Nullable String owner();

  /** As the store keeps it. */
  Map<String, Object> write(AppUrls urls);

  /** Reads what {@link #write} wrote. */
  static Step read(Map<String, Object> json, AppUrls urls) {
    Members members = new Members(json);
    String kind = members.text("t");
    if (kind == null) {
      return new Open(LoginTicket.read(json, urls));
    }
    return switch (kind) {
      case "a" -> Attempt.read(members, urls);
      case "t" ->
          new Taken(
              Attempt.read(members, urls),
              members.required("k"),
              Instant.ofEpochMilli(Objects.requireNonNull(members.number("w"))));
      default ->
          new Ended(
              Outcome.read(json), Binding.read(members), members.text("k"), members.flag("d"));
    };
  }

  /** A login URL that nobody has spent. */
  record Open(HostedAuthRequest request) implements Step {
    @Override
    public @Nullable String owner() {
      return request.owner();
    }

    @Override
    public Map<String, Object> write(AppUrls urls) {
      return LoginTicket.write(request, urls);
    }
  }

  /**
   * An authorization request that is under way: what its answer is checked against.
   *
   * @param request the hosted auth request, its scopes filled in
   * @param integrationId the integration
   * @param callbackUri where the provider was told to answer
   * @param binding whose it is
   * @param withVerifier whether a code challenge was sent: unless the provider breaks on it
   * @param withNonce whether a nonce was sent: with {@code openid}, unless the provider does not
   *     repeat it
   */
  record Attempt(
      HostedAuthRequest request,
      String integrationId,
      URI callbackUri,
      Binding binding,
      boolean withVerifier,
      boolean withNonce)
      implements Step {
    @Override
    public @Nullable String owner() {
      return binding.owner();
    }

    @Override
    public Map<String, Object> write(AppUrls urls) {
      return members("a", urls).json();
    }

    private Members members(String kind, AppUrls urls) {
      Members members =
          Members.empty()
              .put("t", kind)
              .put("r", LoginTicket.write(request, urls))
              .put("i", integrationId)
              .put("c", urls.shorten(callbackUri.toString()))
              .put("v", withVerifier ? true : null)
              .put("n", withNonce ? true : null);
      binding.write(members);
      return members;
    }

    private static Attempt read(Members members, AppUrls urls) {
      return new Attempt(
          LoginTicket.read(Objects.requireNonNull(members.object("r")), urls),
          members.required("i"),
          URI.create(urls.resolve(members.required("c"))),
          Binding.read(members),
          members.flag("v"),
          members.flag("n"));
    }

    @Override
    public String toString() {
      return "Attempt[" + request + "]";
    }
  }

  /**
   * An answer came, and one request exchanges its code.
   *
   * @param attempt what it answers
   * @param answer a hash of the code
   * @param since when it was taken
   */
  record Taken(Attempt attempt, String answer, Instant since) implements Step {
    @Override
    public @Nullable String owner() {
      return attempt.owner();
    }

    @Override
    public Map<String, Object> write(AppUrls urls) {
      return attempt.members("t", urls).put("k", answer).put("w", since.toEpochMilli()).json();
    }
  }

  /**
   * How it ended.
   *
   * @param outcome what the redirect to the application says
   * @param binding whose it is
   * @param answer a hash of the code; null if no answer came
   * @param seen whether the application has seen it
   */
  record Ended(Outcome outcome, Binding binding, @Nullable String answer, boolean seen)
      implements Step {
    @Override
    public @Nullable String owner() {
      return binding.owner();
    }

    Ended asSeen() {
      return new Ended(outcome, binding, answer, true);
    }

    @Override
    public Map<String, Object> write(AppUrls urls) {
      Members members = new Members(outcome.write()).put("t", "e").put("k", answer);
      binding.write(members);
      return members.put("d", seen ? true : null).json();
    }
  }
}
