/** Tests of the beans that call providers' APIs. */
package org.grantlet.spring.clients;
