/** JSON as it is read and written. */
package org.grantlet.internal.json;
