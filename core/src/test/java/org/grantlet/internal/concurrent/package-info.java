/** Work of several threads. */
package org.grantlet.internal.concurrent;
