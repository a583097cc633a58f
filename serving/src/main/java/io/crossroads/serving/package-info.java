/** Numbers for those who ask: HTTP over the serving store, and a command that asks. */
package io.crossroads.serving;
