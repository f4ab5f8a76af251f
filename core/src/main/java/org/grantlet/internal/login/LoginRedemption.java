package org.grantlet.internal.login;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.Integration;
import org.grantlet.Secret;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.integration.IntegrationService;
import org.grantlet.internal.integration.ProviderChoice;
import org.grantlet.internal.integration.RequestedIntegrations;
import org.grantlet.internal.login.OpenedLogin.Visitor;
import org.grantlet.internal.protocol.ProviderResolver;
import org.grantlet.internal.protocol.ResolvedProvider;
import org.jspecify.annotations.Nullable;

/**
 * Redeems login URLs for authorization requests, once. A browser that opens a URL again which it
 * has redeemed gets the same authorization request, or the result. Thread-safe.
 *
 * @param waiting ids of logins for which a request of this node fetches the provider's metadata
 */
record LoginRedemption(
    LoginStore logins,
    LoginEndings endings,
    IntegrationService integrations,
    RequestedIntegrations requested,
    ProviderResolver providers,
    AuthorizationRequests authorizations,
    AppUrls urls,
    Clock clock,
    Set<Secret> waiting) {
  /** As {@link OpenedLogin#redeem} says. */
  Optional<AuthorizationRedirect> redeem(
      StoredLogin login, Visitor visitor, @Nullable ProviderChoice choice) {
    if (login.owner() != null && !login.owner().equals(visitor.owner())) {
      throw denied(login);
    }
    if (login.step() instanceof LoginStep.Open open) {
      return redeemOpen(login, open.request(), visitor, choice);
    }
    return repeat(login, visitor);
  }

  private Optional<AuthorizationRedirect> redeemOpen(
      StoredLogin login,
      HostedAuthRequest request,
      Visitor visitor,
      @Nullable ProviderChoice choice) {
    endings.checkRegistered(login, request);
    boolean none = request.isChoice() && requested.offered(request).isEmpty();
    HostedAuthRequest chosen =
        none || !request.isChoice() ? request : requested.choose(request, required(choice));
    String browser =
        visitor.browserSecrets().isEmpty()
            ? BrowserSecret.next(clock, login.id())
            : visitor.browserSecrets().get(0);
    BrowserBinding binding = new BrowserBinding(browser, request.owner(), visitor.session());
    Visitor redeemer = new Visitor(List.of(browser), visitor.owner(), visitor.session());
    Integration integration = none ? null : integrations.find(chosen.provider()).orElse(null);
    if (integration == null) {
      return redirect(
          endings.fail(login, chosen, binding, null, RequestedIntegrations.nothingToChoose()),
          redeemer);
    }
    try {
      integrations.check(integration);
    } catch (GrantletException e) {
      return redirect(endings.fail(login, chosen, binding, null, e), redeemer);
    }
    PendingAuthorization pending =
        AuthorizationRequests.prepare(
            integration,
            providers.authorizationRules(integration),
            chosen,
            urls.callback(integration),
            binding);
    Optional<StoredLogin> moved = logins.move(login, pending);
    if (moved.isEmpty()) {
      return repeat(logins.find(login.id()).orElseThrow(LoginUrls::unknown), visitor);
    }
    endings.log().began(login.id(), pending.request());
    endings.observers().loginBegun(pending.provider());
    return toProvider(moved.get(), pending, integration, redeemer);
  }

  private Optional<AuthorizationRedirect> toProvider(
      StoredLogin login, PendingAuthorization pending, Integration integration, Visitor visitor) {
    Optional<ResolvedProvider> known = providers.known(integration, pending.request().settings());
    if (known.isPresent()) {
      return Optional.of(build(login, pending, integration, known.get()));
    }
    if (!waiting.add(Secret.of(login.id()))) {
      return Optional.empty();
    }
    try {
      ResolvedProvider provider = providers.resolve(integration, pending.request().settings());
      return Optional.of(build(login, pending, integration, provider));
    } catch (GrantletException e) {
      return redirect(endings.fail(login, pending.request(), pending.binding(), null, e), visitor);
    } finally {
      waiting.remove(Secret.of(login.id()));
    }
  }

  private AuthorizationRedirect build(
      StoredLogin login,
      PendingAuthorization pending,
      Integration integration,
      ResolvedProvider provider) {
    return authorizations.build(integration, provider, pending).with(login.cookie());
  }

  /** The same again for the browser that redeemed the URL; an error for any other. */
  private Optional<AuthorizationRedirect> repeat(StoredLogin login, Visitor visitor) {
    BrowserBinding binding = login.step().binding();
    if (binding == null || !binding.isOf(visitor)) {
      throw LoginUrls.unknown();
    }
    if (!(login.step() instanceof PendingAuthorization pending)) {
      return redirect(endings.ended(login), visitor);
    }
    HostedAuthRequest request = pending.request();
    endings.checkRegistered(login, request);
    Optional<Integration> integration =
        integrations.find(request.provider(), pending.integrationId());
    return integration.isPresent()
        ? toProvider(login, pending, integration.get(), visitor)
        : redirect(
            endings.fail(login, request, binding, null, RequestedIntegrations.nothingToChoose()),
            visitor);
  }

  private Optional<AuthorizationRedirect> redirect(
      Optional<LoginEndings.Ending> ended, Visitor visitor) {
    return ended.map(
        ending -> {
          BrowserBinding binding = ending.how().binding();
          if (!binding.isOf(visitor)) {
            throw LoginUrls.unknown();
          }
          return AuthorizationRedirect.toApplication(
              endings.location(ending), binding.secret(), ending.cookie());
        });
  }

  private static ProviderChoice required(@Nullable ProviderChoice choice) {
    if (choice == null) {
      throw GrantletException.invalidField("provider", "has yet to be chosen");
    }
    return choice;
  }

  private GrantletException denied(StoredLogin login) {
    GrantletException failure =
        new GrantletException(
            ErrorCode.ACCESS_DENIED, "This login URL was made for another user of the application");
    if (login.step() instanceof LoginStep.Open open) {
      endings.publish(login.id(), open.request(), failure);
    }
    return failure;
  }
}
