// Generated from openapi.yaml by `npm run api:types`. Do not edit.

export interface paths {
    "/api/v1/admin/cinemas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** list_cinema_systems */
        get: operations["list_cinema_systems"];
        put?: never;
        /** asks the cinema for capabilities and cinema first: 503 cinema_unreachable, 422 cinema_mismatch; administrators only */
        post: operations["register_cinema"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cinemas/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** get_cinema_system */
        get: operations["get_cinema_system"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** edit_cinema_system */
        patch: operations["edit_cinema_system"];
        trace?: never;
    };
    "/api/v1/admin/cinemas/{id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** what was refused or quarantined of the cinema's data */
        get: operations["list_cinema_findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cinemas/{id}/findings/{finding_id}/dismissal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** dismiss_finding */
        post: operations["dismiss_finding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cinemas/{id}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** get_cinema_health */
        get: operations["get_cinema_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cinemas/{id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** add_cinema_key */
        post: operations["add_cinema_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cinemas/{id}/keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** revoke_cinema_key */
        delete: operations["revoke_cinema_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cinemas/{id}/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** list_cinema_statements */
        get: operations["list_cinema_statements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cinemas/{id}/statements/{date}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** fetch now; 409 statement_not_final */
        post: operations["fetch_cinema_statement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cinemas/{id}/statements/{date}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** list_cinema_statement_lines */
        get: operations["list_cinema_statement_lines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cinemas/{id}/statements/{date}/raw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** download_cinema_statement */
        get: operations["download_cinema_statement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cinemas/{id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** now; administrators only */
        post: operations["sync_cinema"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/ledger/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the days of the books with their totals. */
        get: operations["list_ledger_days"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/ledger/days/{date}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one day of the books. */
        get: operations["get_ledger_day"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/ledger/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List entries of the books. */
        get: operations["list_ledger_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/ledger/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export entries of the books.
         * @description The file is written while it is read, so a year costs no more memory than a day.
         */
        get: operations["export_ledger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the live figures. */
        get: operations["get_overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the portal's applications. */
        get: operations["list_apps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/articles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List articles: pinned ones first, then the newest. */
        get: operations["list_articles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/articles/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an article. */
        get: operations["get_article"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a one-time code
         * @description The answer is the same whether the phone has an account or not. A new code replaces the one
         *     before it.
         */
        post: operations["send_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description With the password, or with a code of purpose `login`.
         */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description Ends the session of the refresh token and of the access token, as far as they are there.
         */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a forgotten password anew
         * @description Signs every device out.
         */
        post: operations["reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a refresh token
         * @description A refresh token is used once. Used again after a short grace, it ends the session.
         */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/check-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let people in at the gate.
         * @description Repeated, it answers `already_checked_in` with the first time. A refusal says why.
         */
        post: operations["check_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/check-ins/offline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** at most 500; idempotent by scan_id; a scan that was admitted offline and had been admitted elsewhere is answered already_checked_in with the first time */
        post: operations["record_scans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/films": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** list_plannable_films */
        get: operations["list_plannable_films"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/gate-pack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** everything a gate needs to verify without network, for one business day */
        get: operations["get_gate_pack"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/pickups/{pickup_code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look up a pickup code at the desk. */
        get: operations["get_pickup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/pickups/{pickup_code}/collect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand the paper tickets out.
         * @description Repeated, it answers the same and changes nothing.
         */
        post: operations["collect_pickup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/price-tables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** list_price_tables */
        get: operations["list_price_tables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/price-tables/{price_code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** save_price_table */
        put: operations["save_price_table"];
        post?: never;
        /** delete_price_table */
        delete: operations["delete_price_table"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** list_sales */
        get: operations["list_sales"];
        put?: never;
        /** 409 seat_taken; the counter may sell until the show ends and blocked seats only after unblocking; no service fee */
        post: operations["create_sale"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/sales/{sale_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** get_sale */
        get: operations["get_sale"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/sales/{sale_id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** whole sale, before use; repeated answers the same */
        post: operations["refund_sale"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/screens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** list_screens */
        get: operations["list_screens"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/screens/{screen_code}/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** list_screen_plans */
        get: operations["list_screen_plans"];
        put?: never;
        /** plan_invalid 422 with errors[].pointer; stale 409 when based_on is not the newest; sessions from effective_on on that have no sales move to it, the others keep theirs */
        post: operations["create_screen_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/screens/{screen_code}/plans/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** get_screen_plan */
        get: operations["get_screen_plan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** business days, both included, at most 14 */
        get: operations["list_staff_sessions"];
        put?: never;
        /** 409 hall_occupied with `session`; ends_at = starts_at + trailers (default 10) + runtime; the hall is occupied until ends_at + cleaning_min */
        post: operations["create_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/sessions/{session_code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** 409 stale_write when session_version is old; 409 session_has_sales when film, hall or start would change under sold or locked seats; prices, stop_sell and max_seats may always change */
        patch: operations["edit_session"];
        trace?: never;
    };
    "/api/v1/box-office/sessions/{session_code}/blocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** all or none; 409 seat_taken names the seats */
        post: operations["block_seats"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/sessions/{session_code}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** get_cancellation */
        get: operations["get_cancellation"];
        put?: never;
        /** irreversible; every platform order is refunded in full and told by SMS; counter sales are listed to be refunded at the counter */
        post: operations["cancel_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/sessions/{session_code}/seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** get_session_seats */
        get: operations["get_session_seats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/sessions/{session_code}/unblocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** unblock_seats */
        post: operations["unblock_seats"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/sessions/copies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** plans the sessions of one business day again on another; what would overlap is skipped and named */
        post: operations["copy_day"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/box-office/statements/{date}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** get_day_statement */
        get: operations["get_day_statement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cinemas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List cinemas, by their codes or by distance. */
        get: operations["list_cinemas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cinemas/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a cinema with its halls and rules. */
        get: operations["get_cinema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the cities that the platform serves. */
        get: operations["list_cities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/films": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List films: upcoming ones soonest first, else newest first. */
        get: operations["list_films"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/films/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a film. */
        get: operations["get_film"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process runs
         * @description Looks at nothing else: a server that waits for its database need not be restarted.
         */
        get: operations["get_liveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether requests can be served */
        get: operations["get_readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who am I */
        get: operations["get_me"];
        put?: never;
        post?: never;
        /**
         * Leave
         * @description The account is emptied of everything personal; orders stay in the books without a number.
         */
        delete: operations["delete_me"];
        options?: never;
        head?: never;
        /** Change how I am called */
        patch: operations["update_me"];
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change my password
         * @description Signs the other devices out.
         */
        put: operations["change_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where I am signed in */
        get: operations["list_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign one device out */
        delete: operations["delete_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counters and gauges
         * @description In the text format of Prometheus, for the machine itself or with the token of
         *     `MARQUEE_METRICS_TOKEN` as a bearer token.
         */
        get: operations["get_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List one's own orders, newest first. */
        get: operations["list_orders"];
        put?: never;
        /**
         * Order held seats.
         * @description The seats stay locked at the cinema; `payable_until` is the cinema's own limit less a margin.
         */
        post: operations["create_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one's own order. */
        get: operations["get_order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an unpaid order up.
         * @description Without an open payment the order is cancelled at once. With one it stays `awaiting_payment`
         *     until the bank has said that no money will be taken, and is cancelled then; money that comes all
         *     the same is returned.
         */
        post: operations["cancel_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the pickup code to the phone again. */
        post: operations["resend_order_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/refund-quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ask what giving an order back would bring. */
        get: operations["get_refund_quote"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an order back.
         * @description The cinema takes the tickets back first; the bank then returns the whole amount.
         */
        post: operations["create_refund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the tickets of one's own order. */
        get: operations["get_order_tickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/tickets.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the show as a calendar entry. */
        get: operations["get_order_calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what happened to an order.
         * @description For its owner, and for administrators and auditors.
         */
        get: operations["get_order_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payment-methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ways to pay. */
        get: operations["list_payment_methods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payment-notifications/{gateway}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take in a bank's notification.
         * @description The entry for banks: the raw message in the bank's own format. Its signature decides whether it
         *     is believed; the same message again changes nothing.
         */
        post: operations["receive_payment_notification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a payment.
         * @description An order has at most one open payment: while there is one, it is the answer. The seats stay
         *     locked as long as it can still take money.
         */
        post: operations["create_payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a payment.
         * @description Looking at an open payment asks the bank about it, at most every few seconds.
         */
        get: operations["get_payment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the home page. */
        get: operations["get_portal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seat-locks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lock seats at the cinema.
         * @description All or none. The lock ends by itself at `expires_at`; give it back before choosing other seats.
         */
        post: operations["create_seat_lock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seat-locks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one's own lock. */
        get: operations["get_seat_lock"];
        put?: never;
        post?: never;
        /**
         * Give seats back.
         * @description Repeated, it changes nothing. Seats that were ordered go back with their order.
         */
        delete: operations["release_seat_lock"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/showtimes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List showtimes to come, by their start. */
        get: operations["list_showtimes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/showtimes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a showtime. */
        get: operations["get_showtime"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/showtimes/{id}/seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See which seats are free now.
         * @description The cinema is asked at this moment. With a bearer token the caller's own locks are `mine`.
         */
        get: operations["get_showtime_seats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/showtimes/{id}/seats/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow the seats of a showtime.
         * @description Server-sent events: `seats` with `{"as_of", "changes": [{"seat_code", "state"}]}` for every
         *     change; a comment every 15 seconds. Read the seats once the stream is open.
         */
        get: operations["stream_seat_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What moved on one account. */
        AccountBalance: {
            /** @example 2010 */
            account: string;
            credit: components["schemas"]["Money"];
            debit: components["schemas"]["Money"];
            name: components["schemas"]["LocalizedText"];
        };
        AddKey: {
            public_key: string;
        };
        /** @description An article. */
        Article: components["schemas"]["ArticleSummary"] & {
            /** @description Headings from level 2, lists, links and emphasis; no HTML. */
            body_markdown: components["schemas"]["LocalizedText"];
        };
        /** @description An article in a list. */
        ArticleSummary: {
            category: string;
            /** Format: uuid */
            id: string;
            pinned: boolean;
            /** Format: date-time */
            published_at: string;
            slug: string;
            summary: components["schemas"]["LocalizedText"];
            title: components["schemas"]["LocalizedText"];
        };
        /** @description One page of a list. */
        ArticleSummaryPage: {
            items: components["schemas"]["ArticleSummary"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /**
         * @description The banks and wallets that an adapter exists for.
         * @enum {string}
         */
        BankCode: "unionpay";
        BlockSeats: {
            reason: string;
            seats: string[];
        };
        /** @enum {string} */
        BreakerState: "closed" | "open" | "half_open";
        CallRecord: {
            answer: string;
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            latency_ms: number;
            operation: string;
            outcome: string;
            request: string;
            /** Format: int64 */
            status: number | null;
            url: string;
        };
        CallStats: {
            /** Format: int64 */
            calls: number;
            /** Format: int64 */
            error_rate_bp: number;
            /** Format: int64 */
            errors: number;
            operation: string;
            /** Format: int64 */
            p50_ms: number;
            /** Format: int64 */
            p99_ms: number;
        };
        Cancellation: {
            /** Format: date-time */
            cancelled_at: string;
            /** Format: int64 */
            counter_sales: number;
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            orders: number;
            reason: string;
            /** Format: int64 */
            refunded: number;
            /** Format: int64 */
            refunding: number;
            session_code: string;
            /** Format: int64 */
            tickets: number;
        };
        CancelSession: {
            reason: string;
        };
        /** @description A person's own new password. */
        ChangePassword: {
            /** @description Required where there is one. */
            current_password?: string | null;
            new_password: string;
        };
        ChannelTotal: {
            channel: components["schemas"]["SalesChannel"];
            net: components["schemas"]["Money"];
            refund_amount: components["schemas"]["Money"];
            /** Format: int64 */
            refund_count: number;
            sale_amount: components["schemas"]["Money"];
            /** Format: int64 */
            sale_count: number;
        };
        /** @description What was typed or scanned at the gate. */
        CheckIn: {
            /**
             * @description A pickup code, or the text of a ticket's square.
             * @example 4839 2017 5526
             */
            code: string;
            /** Format: uuid */
            showtime_id?: string | null;
        };
        /**
         * @description Whether people go in now or went in before.
         * @enum {string}
         */
        CheckInOutcome: "admitted" | "already_checked_in";
        /** @description The gate's answer. */
        CheckInResult: {
            film: components["schemas"]["LocalizedText"];
            /**
             * Format: date-time
             * @description When these tickets were first admitted.
             */
            first_at: string;
            hall: components["schemas"]["LocalizedText"];
            outcome: components["schemas"]["CheckInOutcome"];
            /** Format: date-time */
            starts_at: string;
            /** @description The tickets that were shown. */
            tickets: components["schemas"]["DeskTicket"][];
        };
        /** @description A cinema with its halls and rules. */
        Cinema: {
            address: components["schemas"]["LocalizedText"];
            /** @description False while its ticketing system does not answer. */
            available: boolean;
            cinema_code: string;
            city: string;
            district: components["schemas"]["District"];
            hall_types: string[];
            halls: components["schemas"]["Hall"][];
            /** Format: uuid */
            id: string;
            /**
             * Format: double
             * @description WGS 84, degrees.
             */
            latitude: number;
            /** Format: double */
            longitude: number;
            /** Format: int32 */
            max_seats_per_order: number;
            name: components["schemas"]["LocalizedText"];
            phone: string;
            refund_policy: components["schemas"]["RefundPolicy"];
            services: string[];
            /** @description Business dates with showtimes to come. */
            showing_dates: string[];
            timezone: string;
        };
        CinemaHealth: {
            /** Format: date-time */
            as_of: string;
            breaker: components["schemas"]["BreakerState"];
            calls: components["schemas"]["CallRecord"][];
            /** Format: uuid */
            cinema_id: string;
            /** Format: int64 */
            in_flight: number;
            /** Format: int64 */
            open_findings: number;
            /** Format: int64 */
            refused_busy: number;
            stats: components["schemas"]["CallStats"][];
            sync: components["schemas"]["SyncState"];
            unfinished: components["schemas"]["UnfinishedWork"];
        };
        CinemaLimits: {
            /** Format: int64 */
            answer_timeout_ms: number;
            /** Format: int64 */
            connect_timeout_ms: number;
            /** Format: int64 */
            max_in_flight: number;
        };
        /** @description A cinema, as a showtime names it. */
        CinemaRef: {
            address: components["schemas"]["LocalizedText"];
            district: components["schemas"]["District"];
            /** Format: uuid */
            id: string;
            /** Format: double */
            latitude: number;
            /** Format: double */
            longitude: number;
            name: components["schemas"]["LocalizedText"];
            phone: string;
            timezone: string;
        };
        CinemaStatement: {
            /** Format: date-time */
            acknowledged_at: string | null;
            /** Format: date */
            business_on: string;
            /** Format: date-time */
            fetched_at: string;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            line_count: number;
            problems: string[];
            refund_amount: components["schemas"]["Money"];
            /** Format: int64 */
            refund_count: number;
            sale_amount: components["schemas"]["Money"];
            /** Format: int64 */
            sale_count: number;
            sha256: string;
            status: components["schemas"]["CinemaStatementStatus"];
        };
        CinemaStatementLine: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            client_order_id: string;
            /** Format: int64 */
            number_by_day: number;
            operation: components["schemas"]["StatementOperation"];
            order_ref: string;
            screen_fee: components["schemas"]["Money"];
            seat_code: string;
            service_fee: components["schemas"]["Money"];
            session_code: string;
            ticket: components["schemas"]["Money"];
            ticket_no: string;
        };
        CinemaStatementLinePage: {
            items: components["schemas"]["CinemaStatementLine"][];
            next_cursor: string | null;
        };
        CinemaStatementPage: {
            items: components["schemas"]["CinemaStatement"][];
            next_cursor: string | null;
        };
        /** @enum {string} */
        CinemaStatementStatus: "whole" | "broken";
        /** @description A cinema in a list. */
        CinemaSummary: {
            address: components["schemas"]["LocalizedText"];
            /** @description False while its ticketing system does not answer. */
            available: boolean;
            cinema_code: string;
            city: string;
            /**
             * Format: int64
             * @description From the place that was asked for; good to a few parts in a thousand.
             */
            distance_m: number | null;
            district: components["schemas"]["District"];
            hall_types: string[];
            /** Format: uuid */
            id: string;
            /**
             * Format: double
             * @description WGS 84, degrees.
             */
            latitude: number;
            /** Format: double */
            longitude: number;
            name: components["schemas"]["LocalizedText"];
            phone: string;
            price_from: components["schemas"]["Money"] | null;
            services: string[];
            timezone: string;
        };
        /** @description One page of a list. */
        CinemaSummaryPage: {
            items: components["schemas"]["CinemaSummary"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        CinemaSystem: {
            base_url: string | null;
            breaker: components["schemas"]["BreakerState"];
            cinema_code: string;
            /** Format: uuid */
            cinema_id: string;
            /** Format: date-time */
            created_at: string;
            gateway: components["schemas"]["GatewayKind"];
            is_available: boolean;
            is_enabled: boolean;
            keys: components["schemas"]["RegisteredKey"][];
            limits: components["schemas"]["CinemaLimits"];
            name: components["schemas"]["LocalizedText"];
            requires_live_tickets: boolean;
            service_fee: components["schemas"]["Money"];
            sync: components["schemas"]["SyncState"];
        };
        CinemaSystemPage: {
            items: components["schemas"]["CinemaSystem"][];
            next_cursor: string | null;
        };
        /** @description A city that the platform serves. */
        City: {
            districts: components["schemas"]["District"][];
            name: components["schemas"]["LocalizedText"];
            /** @example chengdu */
            slug: string;
            /** @description IANA name. */
            timezone: string;
        };
        /** @description One page of a list. */
        CityPage: {
            items: components["schemas"]["City"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /**
         * @description What a one-time code was asked for; a code opens nothing else.
         * @enum {string}
         */
        CodePurpose: "register" | "login" | "reset_password";
        /** @description A code is on its way, if it is of use there. */
        CodeSent: {
            /**
             * Format: int64
             * @description Seconds for which the code is good.
             */
            expires_in: number;
            /**
             * Format: int64
             * @description Seconds after which another may be asked for.
             */
            resend_after: number;
        };
        /** @description What the desk asks for before it hands tickets out. */
        CollectPickup: {
            /** @description The customer's second code; a kiosk asks for it. */
            verification_code?: string | null;
        };
        CopyDay: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
        };
        CopyResult: {
            /** Format: int64 */
            created: number;
            skipped: components["schemas"]["SessionConflict"][];
        };
        /** @description Which seats to order, and the phone that gets the pickup code. */
        CreateOrder: {
            /**
             * @description The customer's own phone when it is not said.
             * @example 13800000001
             */
            phone?: string | null;
            /** Format: uuid */
            seat_lock_id: string;
        };
        /** @description What a customer wants to pay and how. */
        CreatePayment: {
            /** @example unionpay */
            method: string;
            /** Format: uuid */
            order_id: string;
            /**
             * @description Where the browser goes after the bank: the web app's own page when it is not said. Another
             *     origin than the platform's must be one that the platform allows.
             */
            return_url?: string | null;
        };
        /** @description Which tickets to give back. */
        CreateRefund: {
            /** @description All tickets of the order, or nothing said for the same. */
            ticket_ids?: string[] | null;
        };
        /** @description Which seats to lock. */
        CreateSeatLock: {
            /**
             * @description Codes of seats, all locked or none.
             * @example [
             *       "0612",
             *       "0613"
             *     ]
             */
            seats: string[];
            /** Format: uuid */
            showtime_id: string;
            /**
             * Format: int64
             * @description The version of the showtime that the customer saw; a change since refuses the lock.
             */
            showtime_version?: number | null;
        };
        /**
         * @description ISO 4217 alphabetic code. All amounts of one order and one journal share it.
         * @enum {string}
         */
        Currency: "CNY";
        DayStatement: {
            /** Format: date-time */
            acknowledged_at: string | null;
            /** Format: date */
            business_on: string;
            is_final: boolean;
            lines: components["schemas"]["DayStatementLine"][];
            totals: components["schemas"]["ChannelTotal"][];
        };
        DayStatementLine: {
            /** Format: date-time */
            at: string;
            channel: components["schemas"]["SalesChannel"];
            /** Format: int64 */
            number_by_day: number;
            operation: components["schemas"]["StatementOperation"];
            order_ref: string;
            screen_fee: components["schemas"]["Money"];
            seat_code: string;
            service_fee: components["schemas"]["Money"];
            session_code: string;
            ticket: components["schemas"]["Money"];
            ticket_no: string;
        };
        /** @description A ticket as the desk sees it. */
        DeskTicket: {
            /** Format: date-time */
            checked_in_at: string | null;
            /** Format: date-time */
            collected_at: string | null;
            qr?: string;
            row: string;
            seat: string;
            seat_code: string;
            state: components["schemas"]["TicketState"];
            ticket_no: string;
        };
        /** @description A part of a city. */
        District: {
            name: components["schemas"]["LocalizedText"];
            /** @example jinjiang */
            slug: string;
        };
        EditCinema: {
            base_url?: string | null;
            district?: string | null;
            is_enabled?: boolean | null;
            limits?: null | components["schemas"]["CinemaLimits"];
            requires_live_tickets?: boolean | null;
            service_fee?: null | components["schemas"]["Money"];
        };
        EditSession: {
            film_code?: string | null;
            format?: string | null;
            language?: string | null;
            /** Format: int64 */
            max_seats?: number | null;
            screen_code?: string | null;
            /** Format: int64 */
            session_version: number;
            /** Format: date-time */
            starts_at?: string | null;
            /** Format: int64 */
            stop_sell_min?: number | null;
            subtitles?: string | null;
            zone_prices?: components["schemas"]["ZonePriceFen"][] | null;
        };
        /** @description One part of the input that is not valid. */
        FieldError: {
            /**
             * @description What is wrong, in one word.
             * @example phone
             */
            code: string;
            /** @description The same for people. */
            detail: string;
            /**
             * @description JSON pointer (RFC 6901) into the body; for a query parameter, a slash and its name.
             * @example /phone
             */
            pointer: string;
        };
        /** @description A film with everything known of it. */
        Film: components["schemas"]["FilmSummary"] & {
            cast: components["schemas"]["Person"][];
            /** @description ISO 3166-1 alpha-2. */
            country: string;
            directors: components["schemas"]["Person"][];
            /** @description Business dates with showtimes to come. */
            showing_dates: string[];
            synopsis: components["schemas"]["LocalizedText"];
        };
        /** @description A film, as a showtime names it. */
        FilmRef: {
            genres: components["schemas"]["Genre"][];
            /** Format: uuid */
            id: string;
            original_language: string;
            /** Format: int32 */
            runtime_min: number;
            title: components["schemas"]["LocalizedText"];
            /** Format: int32 */
            year: number;
        };
        /**
         * @description Whether a film can be seen now or later.
         * @enum {string}
         */
        FilmStatus: "showing" | "upcoming";
        /** @description A film in a list. */
        FilmSummary: {
            film_code: string;
            /** @description The formats on sale now; before that, those that the film has. */
            formats: string[];
            genres: components["schemas"]["Genre"][];
            /** Format: uuid */
            id: string;
            /** @description BCP 47. */
            original_language: string;
            poster_url: string | null;
            price_from: components["schemas"]["Money"] | null;
            /**
             * Format: date
             * @description From this day the cinemas show it.
             */
            released_on: string;
            /** Format: int32 */
            runtime_min: number;
            status: components["schemas"]["FilmStatus"];
            title: components["schemas"]["LocalizedText"];
            /**
             * Format: int32
             * @description Of first release anywhere.
             */
            year: number;
        };
        /** @description One page of a list. */
        FilmSummaryPage: {
            items: components["schemas"]["FilmSummary"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        Finding: {
            /** Format: int64 */
            count: number;
            detail: string;
            /** Format: date-time */
            dismissed_at: string | null;
            /** Format: date-time */
            first_seen_at: string;
            /** Format: uuid */
            id: string;
            kind: string;
            /** Format: date-time */
            last_seen_at: string;
            subject: string;
        };
        FindingPage: {
            items: components["schemas"]["Finding"][];
            next_cursor: string | null;
        };
        GateKey: {
            key_id: string;
            public_key: string;
        };
        GatePack: {
            /** Format: date */
            business_on: string;
            cinema: components["schemas"]["LocalizedText"];
            cinema_code: string;
            /** Format: uuid */
            cinema_id: string;
            /** Format: date-time */
            good_until: string;
            keys: components["schemas"]["GateKey"][];
            /** Format: date-time */
            made_at: string;
            requires_live: boolean;
            sessions: components["schemas"]["GateSession"][];
            tickets: components["schemas"]["GateTicket"][];
        };
        GateSession: {
            /** Format: int64 */
            checked_in: number;
            /** Format: date-time */
            closes_at: string;
            /** Format: date-time */
            ends_at: string;
            film: components["schemas"]["LocalizedText"];
            hall: components["schemas"]["LocalizedText"];
            /** Format: date-time */
            opens_at: string;
            session_code: string;
            /** Format: uuid */
            showtime_id: string;
            /** Format: int64 */
            sold: number;
            /** Format: date-time */
            starts_at: string;
        };
        GateTicket: {
            /** Format: date-time */
            checked_in_at: string | null;
            /** Format: uuid */
            order_id: string;
            pickup_code: string;
            row: string;
            seat: string;
            session_code: string;
            state: components["schemas"]["TicketState"];
            ticket_no: string;
        };
        /** @enum {string} */
        GatewayKind: "built_in" | "remote";
        /** @description A kind of film. */
        Genre: {
            name: components["schemas"]["LocalizedText"];
            /** @example drama */
            slug: string;
        };
        /** @description A room with seats. */
        Hall: {
            hall_type: string;
            /** Format: uuid */
            id: string;
            name: components["schemas"]["LocalizedText"];
            screen_code: string;
            /**
             * Format: int32
             * @description Seats that can be sold.
             */
            seat_count: number;
        };
        /** @description A hall, as a showtime names it. */
        HallRef: {
            hall_type: string;
            /** Format: uuid */
            id: string;
            name: components["schemas"]["LocalizedText"];
            /**
             * Format: int32
             * @description Seats that can be sold.
             */
            seat_count: number;
        };
        /** @description How the server is. */
        Health: {
            /** @description What was looked at, each with `ok` or `unavailable`. */
            checks: {
                [key: string]: string;
            };
            /** @description `ok` or `unavailable`. */
            status: string;
        };
        /**
         * @description What money was moved for: the classes of the bill.
         * @enum {string}
         */
        LedgerCategory: "payment" | "ticket" | "service_fee" | "ticket_refund" | "service_fee_refund" | "payment_return" | "refund_payout" | "suspense";
        /** @description One day of the books. */
        LedgerDay: {
            /** Format: date */
            date: string;
            /** Format: int64 */
            entry_count: number;
            totals: components["schemas"]["LedgerTotal"][];
        };
        /** @description One day of the books with its accounts. */
        LedgerDayDetail: {
            /** @description Debits and credits of that day, by account; both add up to the same. */
            balances: components["schemas"]["AccountBalance"][];
            /** Format: date */
            date: string;
            /** Format: int64 */
            entry_count: number;
            totals: components["schemas"]["LedgerTotal"][];
        };
        /** @description One page of a list. */
        LedgerDayPage: {
            items: components["schemas"]["LedgerDay"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description One debit and one credit of the same amount. */
        LedgerEntry: {
            amount: components["schemas"]["Money"];
            /** Format: date */
            business_date: string;
            /** @example payment */
            category: string;
            /** Format: uuid */
            cinema_id: string | null;
            /** @example 2010 */
            credit_account: string;
            /** @example 1110 */
            debit_account: string;
            /** @example payment_succeeded */
            event: string;
            gateway: string | null;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            journal_id: string;
            memo: string | null;
            /** Format: uuid */
            order_id: string | null;
            order_no: string | null;
            /** Format: uuid */
            payment_id: string | null;
            /** Format: date-time */
            posted_at: string;
            /** Format: uuid */
            refund_id: string | null;
            /** Format: int32 */
            sequence: number;
        };
        /** @description A page of entries with the totals of all that the question finds. */
        LedgerEntryPage: {
            items: components["schemas"]["LedgerEntry"][];
            next_cursor: string | null;
            totals: components["schemas"]["LedgerTotal"][];
        };
        /** @description What one class adds up to. */
        LedgerTotal: {
            amount: components["schemas"]["Money"];
            category: string;
            /** Format: int64 */
            count: number;
        };
        LiveTicket: {
            is_required: boolean;
            payload: string;
            /** Format: int64 */
            period_s: number;
            seed: string;
        };
        /** @description The same thing said in Chinese and in English, neither a translation of the other. */
        LocalizedText: {
            en: string;
            zh: string;
        };
        /**
         * @description A seat as it was when it was locked: kept with the lock and the order, so that a later change of
         *     the plan does not rewrite what the customer bought.
         */
        LockedSeat: {
            kind: components["schemas"]["SeatKind"];
            price: components["schemas"]["Money"];
            row: string;
            seat: string;
            seat_code: string;
            section: string;
            zone: string;
        };
        /** @description A phone number and either the password or a code of purpose `login`. */
        Login: {
            code?: string | null;
            /** @example marquee-demo */
            password?: string | null;
            /** @example 13800000001 */
            phone: string;
        };
        /** @description Where a message was sent. */
        MessageQueued: {
            /** @example queued */
            status: string;
            /**
             * @description The phone with its middle hidden.
             * @example 138****0001
             */
            to: string;
        };
        /**
         * @description An amount in minor units. Adding different currencies, or past the range, is `None`.
         * @example {
         *       "amount": 4500,
         *       "currency": "CNY"
         *     }
         */
        Money: {
            /**
             * Format: int64
             * @description Minor units: 4500 is 45.00 yuan.
             */
            amount: number;
            currency: components["schemas"]["Currency"];
        };
        /**
         * @description What happened to the customer's money.
         * @enum {string}
         */
        MoneyFate: "untouched" | "taken" | "being_returned" | "unknown";
        NewSale: {
            seats: string[];
            session_code: string;
            /** Format: int64 */
            session_version: number;
            tender: components["schemas"]["Tender"];
        };
        NewScreenPlan: {
            /** Format: int64 */
            based_on: number;
            /** Format: date */
            effective_on: string;
            layout: components["schemas"]["SeatPlan"];
        };
        NewSession: {
            film_code: string;
            format: string;
            language: string;
            /** Format: int64 */
            max_seats?: number | null;
            screen_code: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: int64 */
            stop_sell_min?: number | null;
            subtitles?: string | null;
            /** Format: int64 */
            trailers_min?: number | null;
            zone_prices: components["schemas"]["ZonePriceFen"][];
        };
        /** @description What the customer's browser does next. `form_post` submits `fields` to `url`. */
        NextAction: {
            fields?: {
                [key: string]: string;
            };
            type: components["schemas"]["NextActionType"];
            url?: string;
        };
        /**
         * @description How the customer goes on.
         * @enum {string}
         */
        NextActionType: "redirect" | "form_post" | "qr_code" | "client_secret" | "none";
        OfflineScan: {
            admitted: boolean;
            code: string;
            /** Format: uuid */
            scan_id: string;
            /** Format: date-time */
            scanned_at: string;
            /** Format: uuid */
            showtime_id?: string | null;
        };
        OfflineScans: {
            scans: components["schemas"]["OfflineScan"][];
        };
        /** @description A customer's purchase of seats of one showtime. */
        Order: {
            /** Format: date-time */
            closed_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            /** @description A person looks into it; the customer need not do anything. */
            needs_operator: boolean;
            /** @example M261122193000F7K2M9QX4TR */
            order_no: string;
            /** Format: date-time */
            paid_at: string | null;
            /** Format: date-time */
            payable_until: string;
            payment: components["schemas"]["PaymentSummary"] | null;
            /** @description E.164; the pickup code goes there. */
            phone: string;
            pickup_code: string | null;
            price: components["schemas"]["Price"];
            refund_policy: components["schemas"]["RefundPolicy"];
            refunds: components["schemas"]["RefundSummary"][];
            /** Format: uuid */
            seat_lock_id: string;
            seats: components["schemas"]["LockedSeat"][];
            showtime: components["schemas"]["Showtime"];
            status: components["schemas"]["OrderStatus"];
            /** Format: date-time */
            ticketed_at: string | null;
        };
        /** @description One page of a list. */
        OrderPage: {
            items: components["schemas"]["Order"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /**
         * @description Where an order stands. `Paid` is short: the cinema is being told.
         * @enum {string}
         */
        OrderStatus: "awaiting_payment" | "paid" | "ticketed" | "cancelled" | "expired" | "refunding" | "refunded";
        /** @description All that the customer needs at the cinema. */
        OrderTickets: {
            items: components["schemas"]["Ticket"][];
            live?: null | components["schemas"]["LiveTicket"];
            /** Format: uuid */
            order_id: string;
            order_no: string;
            /**
             * @description Typed at the kiosk or told at the desk.
             * @example 483920175526
             */
            pickup_code: string;
            /** @description Signed text of the whole order, read at the gate. */
            qr: string;
            /** @description The same as a drawing. */
            qr_svg: string;
            showtime: components["schemas"]["Showtime"];
            verification_code: string;
        };
        /** @description How the platform is doing now. */
        Overview: {
            /**
             * Format: int64
             * @description Orders that wait for a person.
             */
            needs_operator: number;
            /** Format: int64 */
            orders_today: number;
            /**
             * Format: int64
             * @description Messages and other things that wait to be sent.
             */
            outbox_waiting: number;
            /**
             * Format: int64
             * @description Orders that were paid more than five minutes ago and have neither ticket nor refund. Zero
             *     when all is well.
             */
            paid_without_ticket_or_refund: number;
            /** @description What ticketed orders of today add up to. */
            sales_today: components["schemas"]["Money"];
        };
        /** @description One attempt to collect an order's amount. */
        Payment: {
            amount: components["schemas"]["Money"];
            /** Format: date-time */
            created_at: string;
            failure: components["schemas"]["PaymentFailure"] | null;
            /** Format: uuid */
            id: string;
            /** @example unionpay */
            method: string;
            next_action: components["schemas"]["NextAction"];
            /** Format: uuid */
            order_id: string;
            /** Format: date-time */
            payable_until: string;
            status: components["schemas"]["PaymentStatus"];
            /** Format: date-time */
            succeeded_at: string | null;
        };
        /** @description Why no money was taken. */
        PaymentFailure: {
            /** @description The bank's own code. */
            code: string;
            detail: string;
        };
        /** @description A way to pay. */
        PaymentMethod: {
            gateway: components["schemas"]["BankCode"];
            /** @example unionpay */
            method: string;
            name: components["schemas"]["LocalizedText"];
        };
        /** @description One page of a list. */
        PaymentMethodPage: {
            items: components["schemas"]["PaymentMethod"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /**
         * @description Where one attempt to collect money stands.
         *
         *     `Unknown` is a fact, not a failure: the bank may or may not have the money, so it is asked.
         * @enum {string}
         */
        PaymentStatus: "created" | "pending" | "unknown" | "succeeded" | "failed" | "closed" | "quarantined";
        /** @description One payment in an order. */
        PaymentSummary: {
            amount: components["schemas"]["Money"];
            /** Format: uuid */
            id: string;
            method: string;
            status: components["schemas"]["PaymentStatus"];
        };
        /** @description Somebody who made a film. */
        Person: {
            name: components["schemas"]["LocalizedText"];
        };
        /** @description An order as the desk sees it. */
        Pickup: {
            film: components["schemas"]["LocalizedText"];
            hall: components["schemas"]["LocalizedText"];
            order_no: string;
            pickup_code: string;
            /** Format: date-time */
            starts_at: string;
            tickets: components["schemas"]["DeskTicket"][];
        };
        /** @description A door of the hall. */
        PlanEntrance: {
            label: components["schemas"]["LocalizedText"];
            /** Format: int32 */
            x: number;
            /** Format: int32 */
            y: number;
        };
        PlannableFilm: {
            film_code: string;
            formats: string[];
            /** Format: date */
            released_on: string;
            /** Format: int64 */
            runtime_min: number;
            title: components["schemas"]["LocalizedText"];
        };
        PlannableFilmPage: {
            items: components["schemas"]["PlannableFilm"][];
            next_cursor: string | null;
        };
        /** @description Where the screen hangs, in the units of the seats. */
        PlanScreen: {
            /** Format: int32 */
            x0: number;
            /** Format: int32 */
            x1: number;
            /** Format: int32 */
            y: number;
        };
        PlanSeat: {
            is_usable: boolean;
            kind: components["schemas"]["SeatKind"];
            pair: string | null;
            row: string;
            seat: string;
            seat_code: string;
            section: string;
            /** Format: int64 */
            x: number;
            /** Format: int64 */
            y: number;
            zone: string;
        };
        /** @description A part of the hall with rows of its own, such as a balcony. */
        PlanSection: {
            id: string;
            name: components["schemas"]["LocalizedText"];
        };
        PlanZone: {
            id: string;
            name: components["schemas"]["LocalizedText"];
        };
        /** @description The home page. */
        Portal: {
            apps: components["schemas"]["PortalApp"][];
            articles: components["schemas"]["ArticleSummary"][];
            /** @description The next showtimes that can be bought. */
            next_showtimes: components["schemas"]["Showtime"][];
            showing: components["schemas"]["FilmSummary"][];
            upcoming: components["schemas"]["FilmSummary"][];
        };
        /** @description An application that the portal leads to. */
        PortalApp: {
            category: string;
            description: components["schemas"]["LocalizedText"];
            /** @description Name of an icon of the web app. */
            icon: string;
            /** Format: uuid */
            id: string;
            name: components["schemas"]["LocalizedText"];
            slug: string;
            /** @description A path of the web app, or an https address. */
            url: string;
        };
        /** @description One page of a list. */
        PortalAppPage: {
            items: components["schemas"]["PortalApp"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description What the customer pays and for what. */
        Price: {
            lines: components["schemas"]["PriceLine"][];
            service_fee: components["schemas"]["Money"];
            tickets: components["schemas"]["Money"];
            total: components["schemas"]["Money"];
        };
        /** @description What one seat costs, split as the tickets and the books need it. */
        PriceLine: {
            screen_fee: components["schemas"]["Money"];
            seat_code: string;
            /** @description The platform's part. */
            service_fee: components["schemas"]["Money"];
            /** @description The cinema's part. */
            ticket: components["schemas"]["Money"];
        };
        PriceTable: {
            name: components["schemas"]["LocalizedText"];
            price_code: string;
            zone_prices: components["schemas"]["ZonePriceFen"][];
        };
        PriceTablePage: {
            items: components["schemas"]["PriceTable"][];
            next_cursor: string | null;
        };
        /** @description The body of every failure (RFC 9457). */
        Problem: {
            changes?: components["schemas"]["ShowtimeChange"][];
            code: components["schemas"]["ProblemCode"];
            /** @description What happened this time, for people. */
            detail: string;
            /** @description For code `validation_failed`: every part that is not valid. */
            errors?: components["schemas"]["FieldError"][];
            /** @description The request's identifier, as in the header `X-Request-Id`. */
            instance: string;
            /** @description What happened to the customer's money, where money is involved. */
            money?: components["schemas"]["MoneyFate"];
            /** @description The seats that it is about, as the cinema codes them. */
            seats?: string[];
            session?: components["schemas"]["SessionConflict"];
            /** Format: int32 */
            status: number;
            title: string;
            /**
             * @description The code as a relative URI.
             * @example /problems/seat-taken
             */
            type: string;
        };
        /**
         * @description What went wrong, in a word that does not change. The `type` of a problem is the same
         *     word with dashes.
         * @enum {string}
         */
        ProblemCode: "malformed_request" | "idempotency_key_missing" | "unauthenticated" | "invalid_credentials" | "forbidden" | "not_found" | "pickup_code_unknown" | "method_not_allowed" | "not_acceptable" | "phone_taken" | "idempotency_in_progress" | "seat_taken" | "sales_closed" | "showtime_changed" | "showtime_cancelled" | "lock_expired" | "lock_outcome_unknown" | "lock_not_payable" | "lock_already_ordered" | "order_not_payable" | "order_not_cancellable" | "order_not_ticketed" | "payment_in_progress" | "payment_declined" | "not_refundable" | "already_refunded" | "wrong_cinema" | "wrong_showtime" | "ticket_refunded" | "too_early" | "open_orders" | "stale_write" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "invalid_code" | "idempotency_key_reused" | "weak_password" | "seat_unknown" | "orphan_seat" | "love_seat_split" | "zone_mixed" | "too_many_seats" | "ticket_forged" | "too_many_requests" | "internal" | "cinema_unavailable" | "bank_unavailable" | "overloaded" | "timeout" | "hall_occupied" | "session_has_sales" | "plan_invalid" | "seats_blocked" | "ticket_not_live" | "cinema_unreachable" | "cinema_mismatch" | "signature_invalid" | "request_replayed" | "statement_not_final" | "price_refused";
        /** @description The refresh token of a client that has no cookies. */
        Refresh: {
            refresh_token?: string | null;
        };
        /** @description A return of money. */
        Refund: {
            amount: components["schemas"]["Money"];
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            order_id: string;
            reason: string;
            refund_no: string;
            status: components["schemas"]["RefundStatus"];
            /** Format: date-time */
            succeeded_at: string | null;
        };
        /** @description Until when tickets can be given back, for people and for rules. */
        RefundPolicy: {
            lines: components["schemas"]["LocalizedText"][];
            /**
             * Format: date-time
             * @description Exclusive; null where nothing can be refunded, or where no showtime is meant.
             */
            refund_until: string | null;
            refundable: boolean;
        };
        /** @description What giving an order back would bring. */
        RefundQuote: {
            /** @description What comes back to the customer. */
            amount: components["schemas"]["Money"];
            /** @description What is kept. */
            fee: components["schemas"]["Money"];
            /** @description Why not: `not_refundable`, `already_refunded` or `order_not_ticketed`. */
            reason: string | null;
            /** Format: date-time */
            refund_until: string | null;
            refundable: boolean;
        };
        /**
         * @description Where one return of money stands.
         * @enum {string}
         */
        RefundStatus: "requested" | "submitted" | "unknown" | "succeeded" | "rejected" | "needs_manual";
        /** @description Money on its way back to the customer. */
        RefundSummary: {
            amount: components["schemas"]["Money"];
            /** Format: uuid */
            id: string;
            /** @description Why: `customer_request`, `cinema_refused`, `paid_too_late` or `paid_twice`. */
            reason: string;
            status: components["schemas"]["RefundStatus"];
        };
        /** @description A new customer. */
        Register: {
            /**
             * @description The code of purpose `register`.
             * @example 123456
             */
            code: string;
            /** @example 小雨 */
            display_name: string;
            /**
             * @description 10 to 128 letters of any kind.
             * @example correct horse battery
             */
            password: string;
            /** @example 13800000001 */
            phone: string;
        };
        RegisterCinema: {
            base_url: string;
            cinema_code: string;
            city: string;
            district: string;
            keys: string[];
            limits?: null | components["schemas"]["CinemaLimits"];
            service_fee: components["schemas"]["Money"];
        };
        RegisteredKey: {
            /** Format: date-time */
            added_at: string;
            key_id: string;
            public_key: string;
            /** Format: date-time */
            revoked_at: string | null;
        };
        /** @description A new password for somebody who has the phone. */
        ResetPassword: {
            /**
             * @description The code of purpose `reset_password`.
             * @example 123456
             */
            code: string;
            password: string;
            /** @example 13800000001 */
            phone: string;
        };
        /**
         * @description What a person may do. A customer buys; the others are operators.
         * @enum {string}
         */
        Role: "customer" | "cinema_staff" | "administrator" | "auditor";
        Sale: {
            film: components["schemas"]["LocalizedText"];
            hall: components["schemas"]["LocalizedText"];
            order_ref: string;
            pickup_code: string;
            /** Format: date-time */
            refunded_at: string | null;
            /** Format: uuid */
            sale_id: string;
            session_code: string;
            /** Format: date-time */
            sold_at: string;
            sold_by: string;
            /** Format: date-time */
            starts_at: string;
            tender: components["schemas"]["Tender"];
            tickets: components["schemas"]["SaleTicket"][];
            total: components["schemas"]["Money"];
            verification_code: string;
        };
        SalePage: {
            items: components["schemas"]["Sale"][];
            next_cursor: string | null;
        };
        /** @enum {string} */
        SalesChannel: "platform" | "counter";
        SaleTicket: {
            price: components["schemas"]["Money"];
            row: string;
            seat: string;
            seat_code: string;
            state: components["schemas"]["TicketState"];
            ticket_no: string;
        };
        SavePriceTable: {
            name: components["schemas"]["LocalizedText"];
            zone_prices: components["schemas"]["ZonePriceFen"][];
        };
        /** @enum {string} */
        ScanOutcome: "admitted" | "already_checked_in" | "refused";
        ScanResult: {
            code?: string | null;
            /** Format: date-time */
            first_at?: string | null;
            outcome: components["schemas"]["ScanOutcome"];
            /** Format: uuid */
            scan_id: string;
            ticket_nos: string[];
        };
        ScanResults: {
            items: components["schemas"]["ScanResult"][];
        };
        ScreenPlan: {
            /** Format: date */
            effective_on: string;
            layout: components["schemas"]["SeatPlan"];
            screen_code: string;
            /** Format: int64 */
            version: number;
        };
        ScreenPlanVersion: {
            /** Format: date */
            effective_on: string;
            /** Format: int64 */
            seat_count: number;
            /** Format: int64 */
            version: number;
        };
        ScreenPlanVersionPage: {
            items: components["schemas"]["ScreenPlanVersion"][];
            next_cursor: string | null;
        };
        /** @description One seat and whether it can be had. Neighbours in a row differ by 2 in `x`. */
        Seat: {
            kind: components["schemas"]["SeatKind"];
            /** @description Locked by the caller. */
            mine: boolean;
            /** @description The other half of a love seat. */
            pair: string | null;
            /** @example 6 */
            row: string;
            /** @example 12 */
            seat: string;
            /** @example 0612 */
            seat_code: string;
            section: string;
            state: components["schemas"]["SeatState"];
            /** Format: int32 */
            x: number;
            /** Format: int32 */
            y: number;
            zone: string;
        };
        /**
         * @description What a seat is like.
         * @enum {string}
         */
        SeatKind: "normal" | "love_left" | "love_right" | "wheelchair" | "companion";
        /** @description What does not change about a hall. */
        SeatLayout: {
            entrances: components["schemas"]["PlanEntrance"][];
            plan_code: string;
            screen: components["schemas"]["PlanScreen"];
            sections: components["schemas"]["PlanSection"][];
            /** Format: int32 */
            version: number;
        };
        /** @description A timed claim on seats. */
        SeatLock: {
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description When the cinema gives the seats back by itself.
             */
            expires_at: string | null;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            order_id: string | null;
            price: components["schemas"]["Price"];
            refund_policy: components["schemas"]["RefundPolicy"];
            seats: components["schemas"]["LockedSeat"][];
            showtime: components["schemas"]["Showtime"];
            status: components["schemas"]["SeatLockStatus"];
        };
        /**
         * @description Where a seat lock stands. `Locking` means that the cinema's answer is not known yet.
         * @enum {string}
         */
        SeatLockStatus: "locking" | "held" | "rejected" | "released" | "expired" | "sold";
        /** @description The seats of a showtime as the cinema says at `as_of`. */
        SeatMap: {
            /** Format: date-time */
            as_of: string;
            layout: components["schemas"]["SeatLayout"];
            /**
             * Format: int32
             * @description Seats that one order may hold.
             */
            max_seats: number;
            seats: components["schemas"]["Seat"][];
            /** Format: int32 */
            seats_available: number;
            /** @description For one seat. */
            service_fee: components["schemas"]["Money"];
            /** Format: uuid */
            showtime_id: string;
            /** Format: int64 */
            showtime_version: number;
            zones: components["schemas"]["ZonePrice"][];
        };
        SeatPlan: {
            entrances: components["schemas"]["PlanEntrance"][];
            screen: components["schemas"]["PlanScreen"];
            seats: components["schemas"]["PlanSeat"][];
            sections: components["schemas"]["PlanSection"][];
            zones: components["schemas"]["PlanZone"][];
        };
        /**
         * @description Whether a seat can be had, as the cinema says.
         * @enum {string}
         */
        SeatState: "available" | "locked" | "sold" | "unavailable";
        /** @description Where to send a one-time code and what for. */
        SendCode: {
            /**
             * @description Eleven digits of a mainland number, or E.164.
             * @example 13800000001
             */
            phone: string;
            purpose: components["schemas"]["CodePurpose"];
        };
        SessionConflict: {
            /** Format: date-time */
            ends_at: string;
            film: components["schemas"]["LocalizedText"];
            session_code: string;
            /** Format: date-time */
            starts_at: string;
        };
        SessionDay: {
            items: components["schemas"]["StaffSession"][];
        };
        /** @enum {string} */
        SessionState: "on_sale" | "sales_closed" | "cancelled";
        /** @description One film in one hall at one time. */
        Showtime: {
            /**
             * Format: date
             * @description The cinema's day: a show at one in the morning belongs to the evening before.
             */
            business_date: string;
            cinema: components["schemas"]["CinemaRef"];
            /** Format: date-time */
            ends_at: string;
            film: components["schemas"]["FilmRef"];
            format: string;
            hall: components["schemas"]["HallRef"];
            /** Format: uuid */
            id: string;
            /** @description BCP 47, as spoken. */
            language: string;
            /**
             * Format: int32
             * @description Seats that one order may hold.
             */
            max_seats: number;
            /** @description The lowest zone's price, without the service fee. */
            price_from: components["schemas"]["Money"];
            /**
             * Format: int32
             * @description As last heard; null when nothing was heard yet.
             */
            seats_available: number | null;
            /** Format: int32 */
            seats_total: number;
            /** @description For one seat. */
            service_fee: components["schemas"]["Money"];
            /** @description The cinema's own code. */
            session_code: string;
            /** Format: date-time */
            starts_at: string;
            status: components["schemas"]["ShowtimeStatus"];
            /** Format: date-time */
            stop_sell_at: string;
            subtitles: string | null;
            /**
             * Format: int64
             * @description Rises with every change that a customer must know of.
             */
            version: number;
            zones: components["schemas"]["ZonePrice"][];
        };
        ShowtimeChange: {
            field: string;
            now: string;
            was: string;
        };
        /** @description One page of a list. */
        ShowtimePage: {
            items: components["schemas"]["Showtime"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /**
         * @description Whether a showtime can be bought. Sold out is a matter of seats, not of this.
         * @enum {string}
         */
        ShowtimeStatus: "on_sale" | "sales_closed" | "cancelled";
        StaffScreen: {
            /** Format: int64 */
            cleaning_min: number;
            hall_type: string;
            name: components["schemas"]["LocalizedText"];
            /** Format: int64 */
            plan_version: number;
            screen_code: string;
            /** Format: int64 */
            seat_count: number;
            zones: components["schemas"]["PlanZone"][];
        };
        StaffScreenPage: {
            items: components["schemas"]["StaffScreen"][];
            next_cursor: string | null;
        };
        StaffSeat: {
            kind: components["schemas"]["SeatKind"];
            pair: string | null;
            reason: string | null;
            row: string;
            seat: string;
            seat_code: string;
            section: string;
            state: components["schemas"]["StaffSeatState"];
            /** Format: int64 */
            x: number;
            /** Format: int64 */
            y: number;
            zone: string;
        };
        StaffSeatMap: {
            /** Format: date-time */
            as_of: string;
            layout: components["schemas"]["SeatLayout"];
            seats: components["schemas"]["StaffSeat"][];
            session_code: string;
            /** Format: int64 */
            session_version: number;
            zone_prices: components["schemas"]["ZonePriceFen"][];
        };
        /** @enum {string} */
        StaffSeatState: "available" | "locked" | "sold" | "blocked" | "unusable";
        StaffSession: {
            /** Format: date */
            business_on: string;
            cancel_reason: string | null;
            /** Format: date-time */
            ends_at: string;
            film: components["schemas"]["LocalizedText"];
            film_code: string;
            format: string;
            language: string;
            /** Format: int64 */
            max_seats: number;
            /** Format: int64 */
            plan_version: number;
            screen_code: string;
            /** Format: int64 */
            seats_blocked: number;
            /** Format: int64 */
            seats_locked: number;
            /** Format: int64 */
            seats_sold: number;
            /** Format: int64 */
            seats_total: number;
            session_code: string;
            /** Format: int64 */
            session_version: number;
            /** Format: uuid */
            showtime_id?: string | null;
            /** Format: date-time */
            starts_at: string;
            status: components["schemas"]["SessionState"];
            /** Format: date-time */
            stop_sell_at: string;
            subtitles: string | null;
            zone_prices: components["schemas"]["ZonePriceFen"][];
        };
        /** @enum {string} */
        StatementOperation: "sale" | "refund";
        SyncResult: {
            /** Format: int64 */
            films: number;
            /** Format: int64 */
            quarantined: number;
            /** Format: int64 */
            screens: number;
            /** Format: int64 */
            seat_plans: number;
            /** Format: int64 */
            sessions_changed: number;
        };
        SyncState: {
            /** Format: int64 */
            clock_skew_ms: number | null;
            /** Format: date-time */
            last_attempt_at: string | null;
            last_error: string | null;
            /** Format: date-time */
            last_success_at: string | null;
            /** Format: date-time */
            sessions_as_of: string | null;
            status: components["schemas"]["SyncStatus"];
            system: string | null;
        };
        /** @enum {string} */
        SyncStatus: "never" | "ok" | "failing";
        /** @enum {string} */
        Tender: "cash" | "card";
        /** @description The right to one seat. */
        Ticket: {
            /** Format: date-time */
            checked_in_at: string | null;
            /** Format: date-time */
            collected_at: string | null;
            /** Format: uuid */
            id: string;
            /** @description Signed text of this ticket alone, for friends who come later. */
            qr: string;
            row: string;
            seat: string;
            seat_code: string;
            section: string;
            state: components["schemas"]["TicketState"];
            ticket_no: string;
        };
        /**
         * @description Where one ticket stands.
         * @enum {string}
         */
        TicketState: "issued" | "collected" | "checked_in" | "refunded";
        /** @description What happened to an order, oldest first. */
        Timeline: {
            items: components["schemas"]["TimelineEvent"][];
        };
        /** @description One line of an order's history. */
        TimelineEvent: {
            /** Format: date-time */
            at: string;
            detail: string;
            /** @example ticketed */
            kind: string;
            /** @description Where it happened: `platform`, `cinema` or `bank`. */
            side: string;
        };
        /** @description What a client holds after it signed in. */
        Tokens: {
            /** @description Goes into the header `Authorization: Bearer …`. */
            access_token: string;
            /**
             * Format: int64
             * @description Seconds for which the access token is good.
             * @example 600
             */
            expires_in: number;
            /** @description Only for a request with `X-Refresh-Token: body`; otherwise it is a cookie. */
            refresh_token?: string;
            /** @example Bearer */
            token_type: string;
            user: components["schemas"]["User"];
        };
        UnblockSeats: {
            seats: string[];
        };
        UnfinishedWork: {
            /** Format: int64 */
            confirms_open: number;
            /** Format: int64 */
            locks_unknown: number;
            /** Format: date-time */
            oldest_at: string | null;
            /** Format: int64 */
            releases_due: number;
            /** Format: int64 */
            take_backs_open: number;
        };
        /** @description What to change; what is absent stays. */
        UpdateMe: {
            display_name?: string | null;
        };
        /** @description A person as they see themselves. */
        User: {
            /** Format: uuid */
            cinema_id: string | null;
            /** Format: date-time */
            created_at: string;
            display_name: string;
            has_password: boolean;
            /** Format: uuid */
            id: string;
            /**
             * @description E.164.
             * @example +8613800000001
             */
            phone: string;
            role: components["schemas"]["Role"];
        };
        /** @description A device that is signed in. */
        UserSession: {
            address: string;
            /** Format: date-time */
            created_at: string;
            /** @description Whether it is the one that asks. */
            current: boolean;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            last_used_at: string;
            user_agent: string;
        };
        /** @description One page of a list. */
        UserSessionPage: {
            items: components["schemas"]["UserSession"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description What a seat costs in a zone, without the service fee. */
        ZonePrice: {
            name: components["schemas"]["LocalizedText"];
            price: components["schemas"]["Money"];
            zone: string;
        };
        ZonePriceFen: {
            screen_fee: components["schemas"]["Money"];
            ticket: components["schemas"]["Money"];
            zone: string;
        };
    };
    responses: {
        /** @description The request cannot be read */
        BadRequest: {
            headers: {
                /** @description The request's identifier, also `instance` in the problem */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The state of things does not allow it now */
        Conflict: {
            headers: {
                /** @description The request's identifier, also `instance` in the problem */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Signed in, but not allowed */
        Forbidden: {
            headers: {
                /** @description The request's identifier, also `instance` in the problem */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something broke on our side */
        Internal: {
            headers: {
                /** @description The request's identifier, also `instance` in the problem */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The input is not valid; `errors` points to each part */
        Invalid: {
            headers: {
                /** @description The request's identifier, also `instance` in the problem */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No such thing, or not one that the caller may know of */
        NotFound: {
            headers: {
                /** @description The request's identifier, also `instance` in the problem */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not application/json */
        NotJson: {
            headers: {
                /** @description The request's identifier, also `instance` in the problem */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It took too long; it may have been done */
        Timeout: {
            headers: {
                /** @description The request's identifier, also `instance` in the problem */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than 64 kB */
        TooLarge: {
            headers: {
                /** @description The request's identifier, also `instance` in the problem */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests; `Retry-After` says when to come back */
        TooMany: {
            headers: {
                /** @description The request's identifier, also `instance` in the problem */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not signed in, or the access token has run out */
        Unauthenticated: {
            headers: {
                /** @description The request's identifier, also `instance` in the problem */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too busy, or a system that is needed does not answer */
        Unavailable: {
            headers: {
                /** @description The request's identifier, also `instance` in the problem */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_cinema_systems: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description list_cinema_systems */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaSystemPage"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register_cinema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterCinema"];
            };
        };
        responses: {
            /** @description asks the cinema for capabilities and cinema first: 503 cinema_unreachable, 422 cinema_mismatch; administrators only */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaSystem"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_cinema_system: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description get_cinema_system */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaSystem"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    edit_cinema_system: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditCinema"];
            };
        };
        responses: {
            /** @description edit_cinema_system */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaSystem"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_cinema_findings: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                open?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description what was refused or quarantined of the cinema's data */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingPage"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dismiss_finding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                finding_id: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description dismiss_finding */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_cinema_health: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description get_cinema_health */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaHealth"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_cinema_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddKey"];
            };
        };
        responses: {
            /** @description add_cinema_key */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaSystem"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_cinema_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description revoke_cinema_key */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_cinema_statements: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description list_cinema_statements */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaStatementPage"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    fetch_cinema_statement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                date: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description fetch now; 409 statement_not_final */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaStatement"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_cinema_statement_lines: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                date: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description list_cinema_statement_lines */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaStatementLinePage"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    download_cinema_statement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                date: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description download_cinema_statement */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sync_cinema: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description now; administrators only */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncResult"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_ledger_days: {
        parameters: {
            query: {
                /** @description First day, inclusive; one day is the least. */
                from: string;
                /** @description Last day, inclusive. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Days on which something was booked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerDayPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    get_ledger_day: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A day, YYYY-MM-DD. */
                date: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Totals and accounts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerDayDetail"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    list_ledger_entries: {
        parameters: {
            query: {
                category?: components["schemas"]["LedgerCategory"];
                cinema_id?: string;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description First day, inclusive; one day is the least. */
                from: string;
                gateway?: components["schemas"]["BankCode"];
                /** @description How many items at most. */
                limit?: number;
                order_id?: string;
                /** @description Last day, inclusive. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerEntryPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    export_ledger: {
        parameters: {
            query: {
                format?: "csv";
                /** @description First day, inclusive; one day is the least. */
                from: string;
                /** @description Last day, inclusive. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file with one line for each entry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    get_overview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures of this moment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    list_apps: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All applications. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalAppPage"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    list_articles: {
        parameters: {
            query?: {
                /** @description Slug. */
                category?: string;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of articles. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleSummaryPage"];
                };
            };
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    get_article: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The article's slug. */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The article. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    send_code: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendCode"];
            };
        };
        responses: {
            /** @description A code comes by SMS if it is of use */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeSent"];
                };
            };
            400: components["responses"]["BadRequest"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: {
                /** @description `body` puts the refresh token into the answer instead of a cookie */
                "X-Refresh-Token"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description Signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description invalid_credentials */
            401: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description invalid_code or validation_failed */
            422: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Without it the cookie counts */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description Signed out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description The cookie came from another site's page */
            403: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    reset_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetPassword"];
            };
        };
        responses: {
            /** @description The new password counts */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description invalid_code, weak_password or validation_failed */
            422: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    refresh: {
        parameters: {
            query?: never;
            header?: {
                /** @description `body` puts the refresh token into the answer instead of a cookie */
                "X-Refresh-Token"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Without it the cookie counts */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description New tokens */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The refresh token is not good any more */
            401: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The cookie came from another site's page */
            403: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    register: {
        parameters: {
            query?: never;
            header?: {
                /** @description `body` puts the refresh token into the answer instead of a cookie */
                "X-Refresh-Token"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Register"];
            };
        };
        responses: {
            /** @description The account exists and is signed in */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description phone_taken */
            409: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description invalid_code, weak_password or validation_failed */
            422: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    check_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckIn"];
            };
        };
        responses: {
            /** @description Let them in, or they were let in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckInResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description pickup_code_unknown */
            404: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description wrong_cinema, wrong_showtime, too_early, ticket_refunded */
            409: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description ticket_forged: not signed by this platform, or run out. */
            422: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    record_scans: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfflineScans"];
            };
        };
        responses: {
            /** @description at most 500; idempotent by scan_id; a scan that was admitted offline and had been admitted elsewhere is answered already_checked_in with the first time */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanResults"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_plannable_films: {
        parameters: {
            query?: {
                cinema_id?: string;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description list_plannable_films */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannableFilmPage"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_gate_pack: {
        parameters: {
            query?: {
                cinema_id?: string;
                date?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description everything a gate needs to verify without network, for one business day */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatePack"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_pickup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 12 digits, or a ticket's square. */
                pickup_code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order behind the code. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pickup"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    collect_pickup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 12 digits, or a ticket's square. */
                pickup_code: string;
            };
            cookie?: never;
        };
        /** @description The second code, at a kiosk. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CollectPickup"];
            };
        };
        responses: {
            /** @description The tickets to print. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pickup"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description wrong_cinema, wrong_showtime, ticket_refunded */
            409: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    list_price_tables: {
        parameters: {
            query?: {
                cinema_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description list_price_tables */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceTablePage"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    save_price_table: {
        parameters: {
            query?: {
                cinema_id?: string;
            };
            header?: never;
            path: {
                price_code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SavePriceTable"];
            };
        };
        responses: {
            /** @description save_price_table */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceTable"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_price_table: {
        parameters: {
            query?: {
                cinema_id?: string;
            };
            header?: never;
            path: {
                price_code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description delete_price_table */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_sales: {
        parameters: {
            query: {
                cinema_id?: string;
                cursor?: string;
                date: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description list_sales */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SalePage"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_sale: {
        parameters: {
            query?: {
                cinema_id?: string;
            };
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSale"];
            };
        };
        responses: {
            /** @description 409 seat_taken; the counter may sell until the show ends and blocked seats only after unblocking; no service fee */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sale"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_sale: {
        parameters: {
            query?: {
                cinema_id?: string;
            };
            header?: never;
            path: {
                sale_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description get_sale */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sale"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refund_sale: {
        parameters: {
            query?: {
                cinema_id?: string;
            };
            header?: never;
            path: {
                sale_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description whole sale, before use; repeated answers the same */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sale"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_screens: {
        parameters: {
            query?: {
                cinema_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description list_screens */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffScreenPage"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_screen_plans: {
        parameters: {
            query?: {
                cinema_id?: string;
            };
            header?: never;
            path: {
                screen_code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description list_screen_plans */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScreenPlanVersionPage"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_screen_plan: {
        parameters: {
            query?: {
                cinema_id?: string;
            };
            header?: never;
            path: {
                screen_code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewScreenPlan"];
            };
        };
        responses: {
            /** @description plan_invalid 422 with errors[].pointer; stale 409 when based_on is not the newest; sessions from effective_on on that have no sales move to it, the others keep theirs */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScreenPlan"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_screen_plan: {
        parameters: {
            query?: {
                cinema_id?: string;
            };
            header?: never;
            path: {
                screen_code: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description get_screen_plan */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScreenPlan"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_staff_sessions: {
        parameters: {
            query: {
                cinema_id?: string;
                from: string;
                screen_code?: string;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description business days, both included, at most 14 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionDay"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_session: {
        parameters: {
            query?: {
                cinema_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSession"];
            };
        };
        responses: {
            /** @description 409 hall_occupied with `session`; ends_at = starts_at + trailers (default 10) + runtime; the hall is occupied until ends_at + cleaning_min */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffSession"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    edit_session: {
        parameters: {
            query?: {
                cinema_id?: string;
            };
            header?: never;
            path: {
                session_code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditSession"];
            };
        };
        responses: {
            /** @description 409 stale_write when session_version is old; 409 session_has_sales when film, hall or start would change under sold or locked seats; prices, stop_sell and max_seats may always change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffSession"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    block_seats: {
        parameters: {
            query?: {
                cinema_id?: string;
            };
            header?: never;
            path: {
                session_code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BlockSeats"];
            };
        };
        responses: {
            /** @description all or none; 409 seat_taken names the seats */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffSeatMap"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_cancellation: {
        parameters: {
            query?: {
                cinema_id?: string;
            };
            header?: never;
            path: {
                session_code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description get_cancellation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cancellation"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_session: {
        parameters: {
            query?: {
                cinema_id?: string;
            };
            header?: never;
            path: {
                session_code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelSession"];
            };
        };
        responses: {
            /** @description irreversible; every platform order is refunded in full and told by SMS; counter sales are listed to be refunded at the counter */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cancellation"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_session_seats: {
        parameters: {
            query?: {
                cinema_id?: string;
            };
            header?: never;
            path: {
                session_code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description get_session_seats */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffSeatMap"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unblock_seats: {
        parameters: {
            query?: {
                cinema_id?: string;
            };
            header?: never;
            path: {
                session_code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnblockSeats"];
            };
        };
        responses: {
            /** @description unblock_seats */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffSeatMap"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    copy_day: {
        parameters: {
            query?: {
                cinema_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CopyDay"];
            };
        };
        responses: {
            /** @description plans the sessions of one business day again on another; what would overlap is skipped and named */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CopyResult"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_day_statement: {
        parameters: {
            query?: {
                cinema_id?: string;
            };
            header?: never;
            path: {
                date: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description get_day_statement */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DayStatement"];
                };
            };
            /** @description problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_cinemas: {
        parameters: {
            query?: {
                /** @description Slug. */
                city?: string;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Only cinemas that show something on this business date. */
                date?: string;
                /** @description Slug. */
                district?: string;
                /** @description Only cinemas that show this film from now on. */
                film_id?: string;
                /** @description Slug. */
                hall_type?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description `lat,lng` in degrees: sorts by distance. */
                near?: string;
                /** @description Part of a name or an address: Chinese, pinyin, its initials, or English. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of cinemas. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaSummaryPage"];
                };
            };
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    get_cinema: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The cinema. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cinema. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cinema"];
                };
            };
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    list_cities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All cities. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CityPage"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    list_films: {
        parameters: {
            query?: {
                /** @description Slug: released films only where this city shows them from now on. */
                city?: string;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Slug. */
                genre?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Part of a title or of a name: Chinese, pinyin, its initials, or English. */
                q?: string;
                status?: components["schemas"]["FilmStatus"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of films. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilmSummaryPage"];
                };
            };
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    get_film: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The film. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The film. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Film"];
                };
            };
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    get_liveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    get_readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests can be served */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            /** @description The database does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            504: components["responses"]["Timeout"];
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The signed-in person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    delete_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description open_orders */
            409: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    update_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateMe"];
            };
        };
        responses: {
            /** @description The person as changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description The new password counts */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description weak_password, or validation_failed at /current_password */
            422: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    list_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Devices, the last used first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserSessionPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    delete_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The session */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    get_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Metrics */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Not from here */
            403: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    list_orders: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
                status?: components["schemas"]["OrderStatus"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of orders. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    create_order: {
        parameters: {
            query?: never;
            header: {
                /** @description Repeats are recognised by it. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateOrder"];
            };
        };
        responses: {
            /** @description The order, waiting for payment. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description No such lock of the caller's. */
            404: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description lock_expired, lock_not_payable */
            409: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    get_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The order. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    cancel_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The order. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    resend_order_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The order. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Queued. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageQueued"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    get_refund_quote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The order. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What would come back. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundQuote"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    create_refund: {
        parameters: {
            query?: never;
            header: {
                /** @description Repeats are recognised by it. */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The order. */
                id: string;
            };
            cookie?: never;
        };
        /** @description Nothing, or all tickets. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CreateRefund"];
            };
        };
        responses: {
            /** @description Accepted; the money is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    get_order_tickets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The order. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Codes and tickets. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderTickets"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description `order_not_ticketed` */
            409: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    get_order_calendar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The order. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An iCalendar file (RFC 5545). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description `order_not_ticketed` */
            409: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    get_order_timeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The order. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The history, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    list_payment_methods: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ways to pay. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentMethodPage"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    receive_payment_notification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The bank that sends.
                 * @example unionpay
                 */
                gateway: string;
            };
            cookie?: never;
        };
        /** @description The bank's message, as it is. */
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": string;
            };
        };
        responses: {
            /** @description Stored; the bank need not repeat it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Not proven to be the bank's; nothing is believed. */
            400: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    create_payment: {
        parameters: {
            query?: never;
            header: {
                /** @description Repeats are recognised by it. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePayment"];
            };
        };
        responses: {
            /** @description The payment and how to go on. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description No such order of the caller's. */
            404: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order_not_payable: `money` says what happened to it. */
            409: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    get_payment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    get_portal: {
        parameters: {
            query?: {
                /** @description Slug; every city when it is not said. */
                city?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The home page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Portal"];
                };
            };
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    create_seat_lock: {
        parameters: {
            query?: never;
            header: {
                /** @description Repeats are recognised by it. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSeatLock"];
            };
        };
        responses: {
            /** @description The seats are locked. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatLock"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description No such showtime. */
            404: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description seat_taken names the seats; sales_closed, showtime_changed, showtime_cancelled, lock_outcome_unknown */
            409: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description orphan_seat, love_seat_split, zone_mixed and seat_unknown name the seats; too_many_seats */
            422: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    get_seat_lock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The lock. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lock. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatLock"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    release_seat_lock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The lock. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The seats go back. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description lock_already_ordered: cancel the order. */
            409: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    list_showtimes: {
        parameters: {
            query?: {
                cinema_id?: string;
                /** @description Slug. */
                city?: string;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description The cinema's business date. */
                date?: string;
                film_id?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of showtimes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowtimePage"];
                };
            };
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    get_showtime: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The showtime. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The showtime. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Showtime"];
                };
            };
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    get_showtime_seats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The showtime. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Layout and state of every seat. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatMap"];
                };
            };
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    stream_seat_events: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The showtime. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream of changes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
}
