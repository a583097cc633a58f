/**
 * Everything at once on this machine: broker, PostgreSQL, the jobs' JARs and serving, each a
 * process of its own, with somebody who sends and somebody who asks over HTTP.
 */
package io.crossroads.proof;
