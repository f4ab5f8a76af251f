package org.grantlet.flow;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.grantlet.HostedAuthRequest;
import org.jspecify.annotations.Nullable;

/** Where a login is; docs/adr/0002 says who moves it on. Immutable. */
sealed interface Step permits Step.Open, PendingAuthorization, Step.Exchanging, Step.Ended {
  /** Who alone may go on; null for anybody. */
  default @Nullable String owner() {
    Binding binding = binding();
    return binding == null ? null : binding.owner();
  }

  /** The provider that the user is sent to; null if there is a choice, or was none. */
  @Nullable String provider();

  /** Whose it is; null while its login URL is not redeemed. */
  @Nullable Binding binding();

  /** The provider of a request; null if its user has yet to choose. */
  static @Nullable String provider(HostedAuthRequest request) {
    return request.isChoice() ? null : request.provider();
  }

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
      case "a" -> PendingAuthorization.read(members, urls);
      case "t" ->
          new Exchanging(
              PendingAuthorization.read(members, urls),
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
    public @Nullable String provider() {
      return Step.provider(request);
    }

    @Override
    public @Nullable Binding binding() {
      return null;
    }

    @Override
    public Map<String, Object> write(AppUrls urls) {
      return LoginTicket.write(request, urls);
    }
  }

  /**
   * An answer came, and one request exchanges its code.
   *
   * @param attempt what it answers
   * @param answer a hash of the code
   * @param since when it was taken
   */
  record Exchanging(PendingAuthorization attempt, String answer, Instant since) implements Step {
    @Override
    public @Nullable String provider() {
      return attempt.provider();
    }

    @Override
    public Binding binding() {
      return attempt.binding();
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
    public @Nullable String provider() {
      return outcome.provider();
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
