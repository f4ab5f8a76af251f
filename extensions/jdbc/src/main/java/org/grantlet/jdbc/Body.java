package org.grantlet.jdbc;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import org.grantlet.internal.json.JsonObject;

/** A JSON column. */
final class Body {
  private Body() {}

  static JsonObject read(String text) {
    try {
      return JsonObject.stored(JSONObjectUtils.parse(text));
    } catch (ParseException e) {
      throw new IllegalStateException("a stored value is damaged", e);
    }
  }

  static String write(JsonObject body) {
    return JSONObjectUtils.toJSONString(body.members());
  }
}
