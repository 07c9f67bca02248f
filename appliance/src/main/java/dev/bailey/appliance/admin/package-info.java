/// `bailey admin`: what an operator does at the machine itself, with the server stopped.
@NullMarked
package dev.bailey.appliance.admin;

import org.jspecify.annotations.NullMarked;
