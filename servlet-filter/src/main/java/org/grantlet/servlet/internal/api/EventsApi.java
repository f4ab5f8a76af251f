package org.grantlet.servlet.internal.api;

import static org.grantlet.servlet.internal.api.ApiException.invalidQuery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.grantlet.ErrorCode;
import org.grantlet.Events;
import org.grantlet.GrantletException;
import org.jspecify.annotations.Nullable;

/** The calls under {@code /events}. Thread-safe. */
record EventsApi(Events events) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  ApiReply list(ApiCall call) {
    QueryParameters query = call.query();
    Pagination page = Pagination.of(query);
    if (query.word("set_aside", Map.of("true", true)) == null) {
      throw invalidQuery("set_aside", "must be true: only events that were set aside are listed");
    }
    return ApiReply.page(
        events.setAside(page.limit(), page.offset()).stream().map(EventsApi::view).toList(),
        page.limit(),
        page.offset());
  }

  ApiReply retell(ApiCall call) {
    String id = call.argument();
    int recipients = ID.matcher(id).matches() ? events.retell(id) : 0;
    if (recipients == 0) {
      throw new GrantletException(
          ErrorCode.EVENT_NOT_FOUND, "There is no such event that is set aside");
    }
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("recipients", recipients);
    return ApiReply.one(view);
  }

  private static Map<String, @Nullable Object> view(Events.SetAside aside) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("recipient", aside.recipient());
    view.put("attempts", aside.attempts());
    view.put("set_aside_at", aside.at().getEpochSecond());
    view.put("reason", aside.reason());
    view.put("event", aside.event().toCloudEvent());
    return view;
  }
}
