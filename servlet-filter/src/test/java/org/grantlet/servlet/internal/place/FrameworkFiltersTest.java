package org.grantlet.servlet.internal.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.testing.Logs;
import org.junit.jupiter.api.Test;

/** Filters of frameworks, by their class names; a mock, since the frameworks are not here. */
class FrameworkFiltersTest {
  private final Map<String, FilterRegistration> filters = new HashMap<>();

  private void add(String name, String className, String pattern) {
    FilterRegistration filter = mock(FilterRegistration.class);
    when(filter.getName()).thenReturn(name);
    when(filter.getClassName()).thenReturn(className);
    when(filter.getUrlPatternMappings()).thenReturn(List.of(pattern));
    filters.put(name, filter);
  }

  private final ServletContext context = mock(ServletContext.class);

  private String said(String ours) {
    doReturn(filters).when(context).getFilterRegistrations();
    when(context.getFilterRegistration(anyString()))
        .thenAnswer(call -> filters.get(call.<String>getArgument(0)));
    when(context.getClassLoader()).thenReturn(getClass().getClassLoader());
    try (Logs logs = Logs.listen()) {
      new FrameworkFilters(context, ours, "/connect").warn();
      return String.join("\n", logs.told());
    }
  }

  @Test
  void frameworkThatAnswersRequests_isNamedWithTheMend() {
    add("struts2", "org.apache.struts2.dispatcher.filter.StrutsPrepareAndExecuteFilter", "/*");
    assertThat(said("hosted"))
        .contains("filter 'struts2' (Struts) answers requests itself", "must come before it");
    assertThat(said(Registrations.SELF))
        .contains("filter 'struts2' (Struts) comes before", "Declare HostedAuthFilter in web.xml");
  }

  @Test
  void frameworkAtAPathOfItsOwn_isNothingToSay() {
    add("jersey", "org.glassfish.jersey.servlet.ServletContainer", "/api/*");
    add("mine", "com.example.MyFilter", "/*");
    assertThat(said("hosted")).isEmpty();
  }

  @Test
  void springSecurity_isNamedWithWhatItMustLetPass() {
    add("springSecurityFilterChain", "org.springframework.web.filter.DelegatingFilterProxy", "/*");
    assertThat(said("hosted")).contains("must come before HostedAuthFilter, and let /connect/**");
  }

  @Test
  void springSecurityThatLetsOurPathsPass_isNothingToSay() {
    add("springSecurityFilterChain", "org.springframework.web.filter.DelegatingFilterProxy", "/*");
    when(context.getAttribute("org.grantlet.servlet.paths-are-open")).thenReturn(true);
    assertThat(said("hosted")).isEmpty();
  }
}
