/** What a demo shows and where it keeps everything; knows no process. */
package io.crossroads.demo.setup;
