package org.grantlet.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.grantlet.Grant;
import org.grantlet.GrantStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The card of an account says why the provider ended the connection. */
class AccountPagesTest {
  private static final String GOOGLE = "Google";

  private static Grant ended(Grant.@Nullable Reason reason) {
    return Grant.builder("grant-1", "google", "integration-1")
        .status(GrantStatus.INVALID)
        .reason(reason)
        .createdAt(Instant.EPOCH)
        .build();
  }

  private static String card(Locale language, Grant grant) {
    return AccountPages.card(new Texts(language), grant, GOOGLE, true);
  }

  @ParameterizedTest
  @MethodSource("org.grantlet.sample.TextsTest#languages")
  void endedAccount_saysWhyInEachLanguage(Locale language) {
    Set<String> said = new HashSet<>();
    for (Grant.Reason reason : Grant.Reason.values()) {
      String why = new Texts(language).ended(ended(reason), GOOGLE);
      assertThat(why).as("%s", reason).contains(GOOGLE).doesNotContain("ended.", "{");
      assertThat(card(language, ended(reason)))
          .contains("<p>" + why + "</p>", "/accounts/grant-1/reconnect");
      said.add(why);
    }
    assertThat(said).hasSameSizeAs(Grant.Reason.values());
  }

  @Test
  void endedAccount_ofBeforeThereWereReasons_saysThatThereIsNone() {
    assertThat(card(Locale.ENGLISH, ended(null)))
        .contains("Google ended this connection without giving a reason.");
  }

  @Test
  void validAccount_saysNothingOfAnEnd() {
    Grant valid = ended(null).toBuilder().status(GrantStatus.VALID).build();
    assertThat(card(Locale.ENGLISH, valid)).doesNotContain("ended this connection");
  }
}
