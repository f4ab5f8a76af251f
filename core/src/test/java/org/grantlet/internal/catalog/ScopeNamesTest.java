package org.grantlet.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scopes that vendors grant under another name than the one that was asked for. */
class ScopeNamesTest {
  @ParameterizedTest
  @CsvSource({
    "google, email, https://www.googleapis.com/auth/userinfo.email, true",
    "google, https://www.googleapis.com/auth/userinfo.profile, profile, true",
    "google, email, profile, false",
    "google, calendar, https://www.googleapis.com/auth/calendar, false",
    "microsoft, Calendars.Read, https://graph.microsoft.com/Calendars.Read, true",
    "microsoft, https://graph.microsoft.com/Calendars.Read, Calendars.Read, true",
    "microsoft, Calendars.Read, https://graph.microsoft.com/Mail.Read, false",
    "microsoft, Calendars.Read, https://outlook.office.com/Calendars.Read, false",
    "zoom, user:read, user:read, true"
  })
  void isGranted_knowsTheNames(String provider, String asked, String granted, boolean same) {
    AuthorizationRules rules =
        ProviderDefinitions.builtIn().find(provider).orElseThrow().authorization();
    assertThat(rules.isGranted(asked, List.of("openid", granted))).isEqualTo(same);
  }
}
