package dev.bailey.security;

import dev.bailey.security.audit.Audit;
import dev.bailey.security.factor.SecondFactors;
import dev.bailey.security.session.Sessions;
import dev.bailey.security.token.ApiTokens;
import dev.bailey.security.user.SshKeys;
import dev.bailey.security.user.Users;

/// What security keeps, and where.
public record SecurityStores(
    Users users,
    SecondFactors secondFactors,
    SshKeys sshKeys,
    Sessions sessions,
    ApiTokens tokens,
    Audit audit,
    Transactions transactions) {}
