/** What is asked and shown while everything runs, and what starts when it is due. */
package io.crossroads.demo.watch;
