/** Tests of calls by Spring's clients. */
package org.grantlet.spring.client;
