/** Tests of the Spring Boot starter. */
package org.grantlet.spring;
