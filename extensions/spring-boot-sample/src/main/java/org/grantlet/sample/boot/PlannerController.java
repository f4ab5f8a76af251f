package org.grantlet.sample.boot;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.Grants;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages: a planner with the user's notes and the next events of the connected calendar. */
@Controller
class PlannerController {
  private static final Logger LOG = LoggerFactory.getLogger(PlannerController.class);
  private static final int NOTE_LENGTH = 200;

  private final HostedAuth hostedAuth;
  private final Grants grants;
  private final Calendar calendar;
  private final Notes notes;

  PlannerController(HostedAuth hostedAuth, Grants grants, Calendar calendar, Notes notes) {
    this.hostedAuth = hostedAuth;
    this.grants = grants;
    this.calendar = calendar;
    this.notes = notes;
  }

  @GetMapping("/sign-in")
  String signIn() {
    return "sign-in";
  }

  @GetMapping("/")
  String planner(Principal user, Model model) {
    model.addAttribute("user", user.getName());
    model.addAttribute("notes", notes.of(user.getName()));
    grantOf(user).ifPresent(grant -> addCalendar(model, grant));
    return "planner";
  }

  private void addCalendar(Model model, Grant grant) {
    model.addAttribute("account", grant.email());
    try {
      model.addAttribute("events", calendar.next(grant.id()));
    } catch (RuntimeException e) { // the rest of the page does not need it
      LOG.warn("The calendar of grant {} cannot be read", grant.id(), e);
      model.addAttribute("calendarProblem", "Your calendar cannot be read right now.");
    }
  }

  /** Sends the user to the provider. */
  @PostMapping("/connect-calendar")
  void connect(HttpServletRequest request, HttpServletResponse response) {
    hostedAuth.request("demo").redirectUri("/connected").begin(request, response);
  }

  /** The user is back. */
  @GetMapping("/connected")
  String connected(HostedAuthResult result, RedirectAttributes next) {
    if (result.isSuccess()) {
      next.addFlashAttribute("good", "Connected " + result.email() + ".");
    } else if (result.error() == ErrorCode.ACCESS_DENIED) {
      next.addFlashAttribute("bad", "You did not allow the access, so nothing was connected.");
    } else if (result.isPresent()) {
      next.addFlashAttribute("bad", "Nothing was connected. Please try again.");
    }
    return "redirect:/";
  }

  @PostMapping("/disconnect-calendar")
  String disconnect(Principal user, RedirectAttributes next) {
    for (Grant grant : grantsOf(user)) {
      grants.delete(grant.id());
      next.addFlashAttribute("good", "Disconnected " + grant.email() + ".");
    }
    return "redirect:/";
  }

  @PostMapping("/notes")
  String note(Principal user, @RequestParam String content) {
    String text = content.strip();
    if (!text.isEmpty()) {
      notes.add(user.getName(), text.substring(0, Math.min(text.length(), NOTE_LENGTH)));
    }
    return "redirect:/";
  }

  private Optional<Grant> grantOf(Principal user) {
    return grantsOf(user).stream().findFirst();
  }

  private List<Grant> grantsOf(Principal user) {
    return grants.list(GrantQuery.builder().accountId(user.getName()).build());
  }
}
