package org.grantlet.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import jakarta.servlet.http.HttpServletRequest;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.servlet.HostedAuthResult;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class TestResultsTest {
  private final MockMvc mockMvc = MockMvcBuilders.standaloneSetup(new Pages()).build();

  /** A controller that knows nothing of its test. */
  @RestController
  static class Pages {
    @GetMapping("/connected")
    String connected(HttpServletRequest request) {
      HostedAuthResult result = HostedAuthResult.from(request);
      return result.isSuccess() ? "connected " + result.email() : "failed " + result.error();
    }
  }

  @Test
  void success_isWhatAControllerGets() throws Exception {
    Grant grant = TestGrants.valid("google").email("ada@example.com").build();
    HostedAuthResult result = TestResults.success(grant);
    mockMvc
        .perform(get("/connected").with(TestResults.mockMvc(result)))
        .andExpect(content().string("connected ada@example.com"));
    assertThat(result.isPresent()).isTrue();
    assertThat(result.isReplayed()).isFalse();
    assertThat(result.provider()).isEqualTo("google");
    assertThat(result.grant()).contains(grant);
    assertThat(result.error()).isNull();
  }

  @Test
  void success_ofAnUnverifiedAddress_hasNoEmail() {
    Grant grant =
        Grant.builder("id", "google", "integration").email("ada@example.com", false).build();
    assertThat(TestResults.success(grant).email()).isNull();
  }

  @Test
  void failure_isWhatAControllerGets() throws Exception {
    HostedAuthResult result = TestResults.failure("google", ErrorCode.ACCESS_DENIED);
    mockMvc
        .perform(get("/connected").with(TestResults.mockMvc(result)))
        .andExpect(content().string("failed ACCESS_DENIED"));
    assertThat(result.isPresent()).isTrue();
    assertThat(result.isSuccess()).isFalse();
    assertThat(result.provider()).isEqualTo("google");
  }

  @Test
  void set_putsTheResultIntoAnyRequest() {
    MockHttpServletRequest request = new MockHttpServletRequest();
    HostedAuthResult result = TestResults.failure("google", ErrorCode.ACCESS_DENIED);
    TestResults.set(request, result);
    assertThat(HostedAuthResult.from(request)).isSameAs(result);
  }
}
