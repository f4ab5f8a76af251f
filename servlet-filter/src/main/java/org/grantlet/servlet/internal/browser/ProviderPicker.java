package org.grantlet.servlet.internal.browser;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.Secret;
import org.grantlet.internal.detection.ProviderDetection;
import org.grantlet.internal.integration.ProviderChoice;
import org.grantlet.internal.integration.RequestedIntegrations;
import org.grantlet.internal.login.OpenedLogin;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.grantlet.servlet.internal.http.ProviderCallExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The page on which a user chooses a provider, by name or by an email address. It also confirms
 * that opening the link was meant: only its own forms redeem the login URL. Thread-safe.
 */
public record ProviderPicker(
    ProviderDetection detection,
    LoginRedirector redirector,
    Pages pages,
    ProviderCallExecutor executor,
    Set<Secret> detecting) {
  /** RFC 5321 section 4.5.3.1. */
  private static final int ADDRESS_LENGTH = 320;

  private record Offer(EndpointRequest request, OpenedLogin login, List<Integration> offered) {
    boolean has(String provider) {
      return offered.stream().map(Integration::provider).anyMatch(provider::equals);
    }
  }

  /**
   * Shows the page, or serves its forms.
   *
   * @param fromPage whether one of its forms was posted
   */
  void handle(
      EndpointRequest request, OpenedLogin login, List<Integration> offered, boolean fromPage)
      throws IOException {
    Offer offer = new Offer(request, login, offered);
    String provider = fromPage ? request.single("provider") : null;
    String email = fromPage ? request.single("email") : null;
    if (offer.offered().isEmpty()) {
      if (!request.isNavigation()) {
        throw RequestedIntegrations.nothingToChoose();
      }
      executor.run(request, () -> redeem(offer, null));
    } else if (provider != null) {
      if (offer.has(provider)) {
        executor.run(request, () -> redeem(offer, new ProviderChoice(provider, null)));
      } else {
        refuse(offer, new Pages.Problem("refused", "", ""));
      }
    } else if (email != null) {
      executor.run(request, () -> byEmail(offer, email.strip()));
    } else {
      show(offer, 200, null);
    }
  }

  /** May wait for DNS, but for each login in one thread at most. */
  private void byEmail(Offer offer, String email) throws IOException {
    if (!detecting.add(Secret.of(offer.login().id()))) {
      pages.repeatSoon(offer.request());
      return;
    }
    Optional<String> provider;
    try {
      provider = detection.detect(email);
    } catch (GrantletException e) {
      String typed = email.length() <= ADDRESS_LENGTH ? email : "";
      refuse(offer, new Pages.Problem("invalid", typed, ""));
      return;
    } finally {
      detecting.remove(Secret.of(offer.login().id()));
    }
    if (provider.filter(offer::has).isPresent()) {
      redeem(offer, new ProviderChoice(provider.get(), email));
    } else {
      String kind = provider.isPresent() ? "not_offered" : "unknown";
      refuse(offer, new Pages.Problem(kind, email, provider.orElse("")));
    }
  }

  private void redeem(Offer offer, @Nullable ProviderChoice choice) throws IOException {
    redirector.redeem(offer.request(), offer.login(), offer.login().owner(), choice);
  }

  private void show(Offer offer, int status, Pages.@Nullable Problem problem) throws IOException {
    redirector.addSecret(offer.request(), offer.login().id());
    pages.choose(offer.request(), status, offer.login().id(), offer.offered(), problem);
  }

  private void refuse(Offer offer, Pages.Problem problem) throws IOException {
    if (offer.request().wantsJson()) {
      throw GrantletException.invalidField(
          problem.kind().equals("refused") ? "provider" : "email", "leads to no provider on offer");
    }
    show(offer, 400, problem);
  }
}
