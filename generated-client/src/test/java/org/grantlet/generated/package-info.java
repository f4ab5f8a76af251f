/** What a generator makes of openapi.json, against a running filter. */
package org.grantlet.generated;
