/** What came out: the proof from reports and answers, and what to do next. */
package io.crossroads.demo.result;
