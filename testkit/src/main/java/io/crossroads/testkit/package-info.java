/**
 * What tests of several modules share. It knows the services that run as processes, and neither
 * store nor lake, so that the tests of both may use it.
 */
package io.crossroads.testkit;
