/**
 * The application: commands and their options, the pipelines that run in one process, and how it
 * stops. Nobody else knows it but {@code Main}, for which {@link
 * io.crossroads.streaming.run.StreamingCommands} is public.
 */
package io.crossroads.streaming.run;
