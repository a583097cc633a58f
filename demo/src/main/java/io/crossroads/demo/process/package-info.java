/** The processes of a demo: services, command lines, and that none is left or fails unnoticed. */
package io.crossroads.demo.process;
