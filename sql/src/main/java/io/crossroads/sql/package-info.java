/** SQL over everything that the platform holds, for people, without a server. */
package io.crossroads.sql;
