package org.grantlet.flow;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.Integration;
import org.grantlet.Integrations;
import org.grantlet.provider.ProviderDirectory;
import org.grantlet.provider.ResolvedProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spends login URLs for authorization requests, once; whoever spent one and opens it again goes to
 * the same authorization request, or to its result. Thread-safe.
 */
final class Redemption {
  private static final Logger LOG = LoggerFactory.getLogger(Redemption.class);

  private final Logins logins;
  private final Endings endings;
  private final Integrations integrations;
  private final Offers offers;
  private final ProviderDirectory providers;
  private final AppUrls urls;
  private final Clock clock;

  /** Logins for which this node fetches a provider's metadata: one request for each does. */
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();

  Redemption(
      Logins logins,
      Endings endings,
      Integrations integrations,
      Offers offers,
      ProviderDirectory providers,
      AppUrls urls,
      Clock clock) {
    this.logins = logins;
    this.endings = endings;
    this.integrations = integrations;
    this.offers = offers;
    this.providers = providers;
    this.urls = urls;
    this.clock = clock;
  }

  /** As {@link OpenedLogin#redeem} says. */
  Optional<Authorization> redeem(Login login, Visitor visitor, @Nullable Choice choice) {
    if (login.owner() != null && !login.owner().equals(visitor.owner())) {
      throw denied(login);
    }
    if (login.step() instanceof Step.Open open) {
      return spend(login, open.request(), visitor, choice);
    }
    return again(login, visitor);
  }

  private Optional<Authorization> spend(
      Login login, HostedAuthRequest request, Visitor visitor, @Nullable Choice choice) {
    endings.checkRegistered(login, request);
    boolean none = request.isChoice() && offers.offered(request).isEmpty();
    HostedAuthRequest chosen =
        none || !request.isChoice() ? request : offers.choose(request, required(choice));
    String browser =
        visitor.browsers().isEmpty()
            ? BrowserSecret.next(clock, login.id())
            : visitor.browsers().get(0);
    Binding binding = new Binding(browser, request.owner(), visitor.session());
    Visitor spender = new Visitor(List.of(browser), visitor.owner(), visitor.session());
    Integration integration = none ? null : integrations.find(chosen.provider()).orElse(null);
    if (integration == null) {
      return redirect(fail(login, chosen, binding, Offers.none()), spender);
    }
    PendingAuthorization attempt =
        AuthorizationRequests.attempt(
            integration,
            providers.authorizationRules(integration),
            chosen,
            urls.callback(integration),
            binding);
    Optional<Login> spent = logins.move(login, attempt);
    return spent.isPresent()
        ? go(spent.get(), attempt, integration, spender)
        : again(logins.find(login.id()).orElseThrow(Redemption::unknown), visitor);
  }

  /** To the provider, once it is known where that is. */
  private Optional<Authorization> go(
      Login login, PendingAuthorization attempt, Integration integration, Visitor visitor) {
    Optional<ResolvedProvider> known = providers.known(integration, attempt.request().settings());
    if (known.isPresent()) {
      return Optional.of(AuthorizationRequests.build(integration, known.get(), attempt));
    }
    if (!waiting.add(login.id())) {
      return Optional.empty();
    }
    try {
      ResolvedProvider provider = providers.resolve(integration, attempt.request().settings());
      return Optional.of(AuthorizationRequests.build(integration, provider, attempt));
    } catch (GrantletException e) {
      return redirect(fail(login, attempt.request(), attempt.binding(), e), visitor);
    } finally {
      waiting.remove(login.id());
    }
  }

  private Optional<Step.Ended> fail(
      Login login, HostedAuthRequest request, Binding binding, GrantletException failure) {
    LOG.warn(
        "login with {} could not begin: {}",
        String.join(", ", request.providers()),
        failure.getMessage());
    return endings.fail(login, request, binding, null, failure);
  }

  /** What the browser gets that was first; another one gets nothing. */
  private Optional<Authorization> again(Login login, Visitor visitor) {
    Binding binding = login.step().binding();
    if (binding == null || !binding.isOf(visitor)) {
      throw unknown();
    }
    if (!(login.step() instanceof PendingAuthorization attempt)) {
      return redirect(endings.ended(login), visitor);
    }
    HostedAuthRequest request = attempt.request();
    endings.checkRegistered(login, request);
    Optional<Integration> integration =
        integrations
            .find(request.provider())
            .filter(found -> found.id().equals(attempt.integrationId()));
    return integration.isPresent()
        ? go(login, attempt, integration.get(), visitor)
        : redirect(fail(login, request, binding, Offers.none()), visitor);
  }

  private Optional<Authorization> redirect(Optional<Step.Ended> ended, Visitor visitor) {
    return ended.map(
        how -> {
          if (!how.binding().isOf(visitor)) {
            throw unknown();
          }
          URI location = endings.location(how);
          String browser = how.binding().browser();
          return new Authorization(location, browser, BrowserSecret.cookieKey(browser), false);
        });
  }

  private static Choice required(@Nullable Choice choice) {
    if (choice == null) {
      throw GrantletException.invalidField("provider", "has yet to be chosen");
    }
    return choice;
  }

  private GrantletException denied(Login login) {
    GrantletException failure =
        new GrantletException(
            ErrorCode.ACCESS_DENIED, "This login URL was made for another user of the application");
    if (login.step() instanceof Step.Open open) {
      endings.tell(login.id(), open.request(), failure);
    }
    return failure;
  }

  private static GrantletException unknown() {
    return new GrantletException(
        ErrorCode.LOGIN_ID_INVALID, "This login URL is unknown, was used, or has expired");
  }
}
