package org.grantlet.servlet.internal.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.grantlet.servlet.pages.Brand;
import org.grantlet.servlet.pages.Form;
import org.grantlet.servlet.pages.Page.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandardHtmlTest {
  private final Locale before = Locale.getDefault();

  @BeforeEach
  void setOtherDigits() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
  }

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @Test
  void head_ofAPageThatGoesOn_hasAsciiDigitsInAnyLocale() {
    assertThat(page("/connect/callback").head()).contains("content=\"1;url=/connect/callback\"");
    assertThat(page(DrawnPage.SUBMITS).head()).contains(".submit(),1000))");
  }

  private static DrawnPage page(@Nullable String goesTo) {
    Form form = new Form("/connect/callback", List.of(), null, null, List.of());
    return new DrawnPage(
        Kind.GO_ON,
        new Brand("Acme", null, null),
        "en",
        "ltr",
        "One moment",
        "",
        null,
        List.of(form),
        null,
        null,
        null,
        goesTo,
        1,
        "nonce");
  }
}
