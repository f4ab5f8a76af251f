package org.grantlet.test.docs;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import jakarta.servlet.http.HttpServletRequest;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.servlet.HostedAuthResult;
import org.grantlet.test.FakeProvider;
import org.grantlet.test.TestGrants;
import org.grantlet.test.TestResults;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What comes after a login, tested without one. */
class ConnectedControllerTest {
  private final MockMvc mockMvc = MockMvcBuilders.standaloneSetup(new Controller()).build();

  @RestController
  static class Controller {
    @GetMapping("/connected")
    String connected(HttpServletRequest request) {
      HostedAuthResult result = HostedAuthResult.from(request);
      return result.isSuccess() ? "Connected: " + result.email() : "Not connected";
    }
  }

  @Test
  void connected_showsTheAddress() throws Exception {
    // snippet: test-results
    Grant grant = TestGrants.valid("google").email("ada@example.org").build();
    mockMvc
        .perform(get("/connected").with(TestResults.mockMvc(TestResults.success(grant))))
        .andExpect(content().string("Connected: ada@example.org"));

    HostedAuthResult denied = TestResults.failure("google", ErrorCode.ACCESS_DENIED);
    mockMvc
        .perform(get("/connected").with(TestResults.mockMvc(denied)))
        .andExpect(content().string("Not connected"));
    // end of snippet
  }

  @Test
  void fake_runsWithoutJUnit() {
    // snippet: test-without-junit
    try (FakeProvider google = FakeProvider.as("google").start()) {
      System.out.println(google.issuer()); // http://127.0.0.1:PORT
    }
    // end of snippet
  }
}
