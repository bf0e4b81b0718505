// Generated from openapi.yaml by `npm run api:types`. Do not edit.

export interface paths {
    "/api/v1/admin/apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all applications in their order, whether they show or not. */
        get: operations["list_admin_apps"];
        put?: never;
        /** Register an application. */
        post: operations["create_app"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/apps/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an application. */
        get: operations["get_admin_app"];
        /**
         * Change an application.
         * @description With `is_enabled` false it is gone at once, and so is its sign-in.
         */
        put: operations["save_app"];
        post?: never;
        /** Remove an application. */
        delete: operations["delete_app"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/articles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List articles of every status, what was touched last first. */
        get: operations["list_admin_articles"];
        put?: never;
        /** Begin an article as a draft. */
        post: operations["create_article"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/articles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an article of any status. */
        get: operations["get_admin_article"];
        /** Change an article. One that is published changes at once. */
        put: operations["save_article"];
        post?: never;
        /** Throw a draft away. */
        delete: operations["delete_article"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/articles/{id}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish an article, now or later.
         * @description What is withdrawn comes back by this, too.
         */
        post: operations["publish_article"];
        /** Withdraw an article. It is gone at once; what was only scheduled is a draft again. */
        delete: operations["withdraw_article"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/articles/previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See what readers would see of a text. */
        post: operations["preview_markdown"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List who did what. */
        get: operations["list_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/breaks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List differences.
         * @description The work list of all sources, the longest open first.
         */
        get: operations["list_breaks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cinemas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the cinemas' systems. */
        get: operations["list_cinema_systems"];
        put?: never;
        /**
         * Register a cinema in another process.
         * @description Its system is asked who it is first; its programme follows with the next fetch.
         */
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
        /** Read how a cinema's system is reached. */
        get: operations["get_cinema_system"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change how a cinema is reached or sold. */
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
        /** List what of a cinema's data was refused or kept apart. */
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
        /** Say that a finding was seen to. */
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
        /** Read how a cinema's system does. */
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
        /** Let a cinema sign with one more key. */
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
        /** Believe a key no longer. */
        delete: operations["revoke_cinema_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cinemas/{id}/payouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List payouts to a cinema, with what is payable now. */
        get: operations["list_cinema_payouts"];
        put?: never;
        /**
         * Propose to pay a cinema.
         * @description The first of two people. It pays what is payable now; nothing is booked before a second one
         *     agrees.
         */
        post: operations["propose_cinema_payout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cinemas/{id}/payouts/{payout_id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Agree to a payout, or reject it.
         * @description The second of two people agrees or rejects; what was agreed on is booked in the same step.
         *     Whoever proposed it can take it back by saying no.
         */
        post: operations["decide_cinema_payout"];
        delete?: never;
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
        /** List a cinema's statements. */
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
        /**
         * Fetch a day's statement now.
         * @description A statement that reads otherwise than before is kept beside the earlier one.
         */
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
        /** List the lines of a day's statement. */
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
        /**
         * Download a day's statement.
         * @description The bytes as the cinema sent them, whose SHA-256 stands with the statement.
         */
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
        /** Fetch a cinema's programme now. */
        post: operations["sync_cinema"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List third-party clients */
        get: operations["list_clients"];
        put?: never;
        /**
         * Add a third-party client
         * @description Its secret is shown this once.
         */
        post: operations["create_client"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/clients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a third-party client */
        get: operations["get_client"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a third-party client */
        patch: operations["edit_client"];
        trace?: never;
    };
    "/api/v1/admin/clients/{id}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a client one more secret
         * @description The older ones run out 24 hours later.
         */
        post: operations["add_client_secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/clients/{id}/secrets/{secret_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Believe a secret no longer
         * @description Tokens that were given for it are not good any more either.
         */
        delete: operations["revoke_client_secret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/ledger/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the trial balance. */
        get: operations["get_trial_balance"];
        put?: never;
        post?: never;
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
         * @description CSV is written while it is read, and a workbook is written to the disk first, so a year costs no
         *     more memory than a day. The answer begins at once; one that breaks off is not whole.
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
    "/api/v1/admin/ledger/proof/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Prove that an entry is in the books. */
        get: operations["get_ledger_proof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find orders. */
        get: operations["list_admin_orders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read all that is known about an order. */
        get: operations["get_admin_order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/orders/{id}/disclosure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read the whole phone number of an order. */
        post: operations["disclose_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/orders/{id}/inquiries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the bank and the cinema about an order now.
         * @description Whatever they answer is recorded as if it had been asked when it was due. Nothing is sold, taken
         *     or returned twice by it.
         */
        post: operations["ask_order_again"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/orders/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the pickup code to the customer again. */
        post: operations["resend_admin_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/orders/{id}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an order back for its customer.
         * @description The way and the rules are the customer's own: the cinema takes the tickets back first, the bank
         *     then returns the whole amount, and there is one refund however many people ask.
         */
        post: operations["refund_admin_order"];
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
    "/api/v1/admin/pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a picture.
         * @description The body is the picture itself. It is stored anew in widths of 480, 960 and 1600 pixels, without
         *     anything that the camera wrote into it; never wider than it came.
         */
        post: operations["upload_picture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/reconciliations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List days with banks and cinemas. */
        get: operations["list_reconciliations"];
        put?: never;
        /**
         * Compare a day now.
         * @description As often as wanted until the day is closed: the same differences stay the same, and nothing is
         *     booked twice. A day that is not over can be compared where its source shows it, and not closed.
         *     A comparison that takes longer goes on by itself: read the day until it is not running any more.
         */
        post: operations["run_reconciliation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/reconciliations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a day. */
        get: operations["get_reconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/reconciliations/{id}/breaks/{break_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a difference.
         * @description What each side says, side by side, what was done about it and what was booked.
         */
        get: operations["get_break"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/reconciliations/{id}/breaks/{break_id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Agree to a proposal, or reject it.
         * @description The second of two people agrees or rejects; what was agreed on is booked in the same step.
         *     Whoever proposed it can take it back by saying no.
         */
        post: operations["approve_break"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/reconciliations/{id}/breaks/{break_id}/owner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say who looks after a difference. */
        put: operations["assign_break"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/reconciliations/{id}/breaks/{break_id}/resolutions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose a way out of a difference.
         * @description The first of two people. Nothing is booked before a second one agrees.
         */
        post: operations["resolve_break"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/reconciliations/{id}/closure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a day.
         * @description What the bank owes for it is settled in the books. A closed day never runs again; closing it
         *     twice is closing it once.
         */
        post: operations["close_reconciliation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/reconciliations/{id}/raw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download what a day was compared with.
         * @description The bank's bill or the cinema's statement, byte for byte.
         */
        get: operations["download_reconciliation_source"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List people. */
        get: operations["list_users"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read about somebody. */
        get: operations["get_user"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Give somebody another role.
         * @description They are signed out everywhere, so that no page goes on with what they were.
         */
        patch: operations["edit_user"];
        trace?: never;
    };
    "/api/v1/admin/users/{id}/disclosure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read somebody's whole phone number. */
        post: operations["disclose_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take somebody's second factor away.
         * @description For somebody who lost the authenticator and the recovery codes. They are signed out everywhere.
         *     One's own is given up with a code, in one's account.
         */
        delete: operations["reset_second_factor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign somebody out everywhere. */
        delete: operations["end_user_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the endpoints. */
        get: operations["list_webhooks"];
        put?: never;
        /**
         * Make an endpoint.
         * @description Its secret is shown this once.
         */
        post: operations["create_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an endpoint. */
        get: operations["get_webhook"];
        put?: never;
        post?: never;
        /** Delete an endpoint and its log. */
        delete: operations["delete_webhook"];
        options?: never;
        head?: never;
        /** Change an endpoint, or turn it off or on. */
        patch: operations["edit_webhook"];
        trace?: never;
    };
    "/api/v1/admin/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what an endpoint was told.
         * @description Deliveries are kept for 30 days.
         */
        get: operations["list_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/webhooks/{id}/deliveries/{delivery_id}/redelivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again.
         * @description With the same `webhook-id`, whatever became of it before.
         */
        post: operations["redeliver_delivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/webhooks/{id}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new secret.
         * @description The one before it signs as well for 24 hours, so a receiver can change over. No secret ends
         *     sooner because another one is made; three sign at most.
         */
        post: operations["rotate_webhook_secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/webhooks/{id}/tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message of type `webhook.test`. */
        post: operations["test_webhook"];
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
    "/api/v1/articles.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the newest articles as an Atom feed. */
        get: operations["get_article_feed"];
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
        /**
         * Tell what a gate decided while it had no network.
         * @description At most 500 scans; repeated, each answers the same. People who were let in by two gates are
         *     answered `already_checked_in` with the first time.
         */
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
        /** List the films that can be planned, the newest first. */
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
        /** Fetch everything that a gate needs to decide without a network, for one business day. */
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
        /** List a cinema's price tables. */
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
        /**
         * Keep a price table.
         * @description Adds it or replaces the one of that code; sessions keep the prices that they have.
         */
        put: operations["save_price_table"];
        post?: never;
        /**
         * Delete a price table.
         * @description Sessions keep the prices that they have. Repeated, it changes nothing.
         */
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
        /** List a day's sales of the counter, the newest first. */
        get: operations["list_sales"];
        put?: never;
        /**
         * Sell at the counter.
         * @description All seats or none, until the show ends; blocked seats only after unblocking. The platform takes
         *     no fee.
         */
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
        /** Read a sale of the counter. */
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
        /**
         * Take a whole sale of the counter back.
         * @description Before use and before the show ends; tickets of a cancelled session always. Repeated, it answers
         *     the same.
         */
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
        /** List a cinema's halls. */
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
        /** List the versions of a hall's seat plan, the newest first. */
        get: operations["list_screen_plans"];
        put?: never;
        /**
         * Give a hall a new seat plan.
         * @description Sessions from `effective_on` on that nobody has seats of move to it, the others keep theirs. A
         *     zone that their prices do not know costs as much as their dearest one. At most 1 MB.
         */
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
        /** Read one version of a hall's seat plan. */
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
        /** List the sessions of some business days by hall and start. */
        get: operations["list_staff_sessions"];
        put?: never;
        /**
         * Plan a session.
         * @description It ends after trailers and film; the hall is occupied until it is clean again.
         */
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
        /**
         * Change a session.
         * @description Film, hall and start stay while seats are sold or locked; prices, the end of sales and the most
         *     seats of an order may always change.
         */
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
        /**
         * Take seats of a session out of sale.
         * @description All or none; a seat that is blocked already gets the new reason.
         */
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
        /** Follow a cancellation. */
        get: operations["get_cancellation"];
        put?: never;
        /**
         * Cancel a session.
         * @description There is no way back. Every order of the platform is given back in full, its customer told by
         *     SMS; sales of the counter are given back there. Repeated, it answers how far that is.
         */
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
        /** See how the seats of a session stand now. */
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
        /** Put blocked seats on sale again; others stay as they are. */
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
        /**
         * Plan a business day like another one.
         * @description The same films, halls, times of day and prices. What would overlap is skipped and named.
         */
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
        /** Read what a business day brought, through the platform and at the counter. */
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
    "/api/v1/client": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what a client may do and has used up */
        get: operations["get_client_self"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/client/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List a client's customers */
        get: operations["list_client_customers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/client/customers/{reference}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Add a customer, or change where their tickets go
         * @description Every customer's operation then takes the client's token with the header
         *     `Marquee-Customer: <reference>`; without the header it answers 403 `customer_not_named`.
         */
        put: operations["save_client_customer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/client/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your endpoints. */
        get: operations["list_own_webhooks"];
        put?: never;
        /**
         * Make an endpoint.
         * @description Its secret is shown this once.
         */
        post: operations["create_own_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/client/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an endpoint. */
        get: operations["get_own_webhook"];
        put?: never;
        post?: never;
        /** Delete an endpoint and its log. */
        delete: operations["delete_own_webhook"];
        options?: never;
        head?: never;
        /** Change an endpoint, or turn it off or on. */
        patch: operations["edit_own_webhook"];
        trace?: never;
    };
    "/api/v1/client/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what an endpoint was told.
         * @description Deliveries are kept for 30 days.
         */
        get: operations["list_own_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/client/webhooks/{id}/deliveries/{delivery_id}/redelivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again.
         * @description With the same `webhook-id`, whatever became of it before.
         */
        post: operations["redeliver_own_delivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/client/webhooks/{id}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new secret.
         * @description The one before it signs as well for 24 hours, so a receiver can change over. No secret ends
         *     sooner because another one is made; three sign at most.
         */
        post: operations["rotate_own_webhook_secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/client/webhooks/{id}/tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message of type `webhook.test`. */
        post: operations["test_own_webhook"];
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
    "/api/v1/me/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I allow applications */
        get: operations["list_grants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/grants/{client_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Allow an application nothing any more
         * @description Its tokens are not good any more from now on.
         */
        delete: operations["withdraw_grant"];
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/v1/me/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether I have a second factor */
        get: operations["get_second_factor"];
        put?: never;
        /**
         * Set a second factor up
         * @description It counts once it is confirmed.
         */
        post: operations["begin_second_factor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show that my authenticator knows it
         * @description Signs the other devices out.
         */
        post: operations["confirm_second_factor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/second-factor/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give my second factor up
         * @description With a code of it, or a recovery code. Signs the other devices out.
         */
        post: operations["remove_second_factor"];
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
    "/api/v1/oauth/authorizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check what an application asks for
         * @description For the consent page, which the web app shows at `/oauth/authorize` with the same query.
         */
        get: operations["get_authorization"];
        put?: never;
        /**
         * Allow it or not
         * @description Answers where to send the browser: with a code, or with the reason why there is none.
         */
        post: operations["decide_authorization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a token back
         * @description RFC 7009. A refresh token takes everything with it that came of the same signing in.
         */
        post: operations["revoke_oauth_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a token
         * @description RFC 6749 with PKCE; also at `/oauth/token`. A client proves itself with HTTP Basic or with
         *     `client_id` and `client_secret` in the form; a public client only names itself.
         */
        post: operations["create_oauth_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth/userinfo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who signed in
         * @description For an application, with the access token that it got for a code.
         */
        get: operations["get_userinfo"];
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
    "/api/v1/pictures/{id}/{width}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a picture in one of its widths. It never changes. */
        get: operations["get_picture"];
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
         * @description The cinema is asked at this moment, once for everybody who asks: `as_of` says when. With a
         *     bearer token the caller's own locks are `mine`.
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
    "/cinema-feed/v1/films": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Push films.
         * @description `items` are `Film`s of the cinema interface. Films that the city's catalogue has stay as they
         *     are.
         */
        put: operations["push_films"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cinema-feed/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the platform's keys.
         * @description With these the platform signs what it asks of cinemas. Public.
         */
        get: operations["get_platform_keys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cinema-feed/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell that something changed.
         * @description The platform fetches the change soon, or asks for the seats anew.
         */
        post: operations["push_notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cinema-feed/v1/redemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell what happened at the doors.
         * @description `items` are at most 500 of `{"client_order_id", "ticket_no", "state", "at"}`, where the state is
         *     `collected` or `checked_in`. The same again changes nothing.
         */
        post: operations["push_redemptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cinema-feed/v1/screens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Push halls and their seat plans.
         * @description `items` are `{"screen": Screen, "seat_plans": [SeatPlan]}` of the cinema interface.
         */
        put: operations["push_screens"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cinema-feed/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Push sessions.
         * @description `items` are at most 500 `Session`s of the cinema interface. One that is not named stays as it
         *     is; one that is cancelled says so.
         */
        put: operations["push_sessions"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cinema-feed/v1/statements/{date}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the platform's statement of a day.
         * @description What was sold and taken back at this cinema, with the payments behind it.
         */
        get: operations["get_platform_statement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cinema-feed/v1/statements/{date}/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say whether the platform's statement of a day is right.
         * @description A cinema reads the statement, counts, and says what it counts in its own books. What differs is
         *     kept and shown to those who reconcile the day; the last word counts.
         */
        post: operations["acknowledge_platform_statement"];
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
        /** @description What a cinema counts in the platform's statement, or in its own books for the same day. */
        AcknowledgePlatformStatement: {
            /** Format: int64 */
            line_count: number;
            refund_amount: components["schemas"]["Money"];
            /** Format: int64 */
            refund_count: number;
            sale_amount: components["schemas"]["Money"];
            /** Format: int64 */
            sale_count: number;
        };
        /** @description One more key. */
        AddKey: {
            /** @description Raw Ed25519 key in base64. */
            public_key: string;
        };
        /** @description An application as administrators see it. */
        AdminApp: {
            category: string;
            /** @description The OAuth client with which it signs people in. */
            client_id: string | null;
            description: components["schemas"]["LocalizedText"];
            icon: string;
            /** Format: uuid */
            id: string;
            /** @description False is the kill switch: it is gone at once, and signs nobody in. */
            is_enabled: boolean;
            name: components["schemas"]["LocalizedText"];
            opens: components["schemas"]["AppOpens"];
            /**
             * Format: int64
             * @description Grows with every change.
             */
            revision: number;
            slug: string;
            /**
             * Format: int32
             * @description Smallest first.
             */
            sort_order: number;
            url: string;
            /** Format: date-time */
            visible_from: string;
            /** Format: date-time */
            visible_until: string | null;
        };
        /** @description One page of a list. */
        AdminAppPage: {
            items: components["schemas"]["AdminApp"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description An article as editors see it. */
        AdminArticle: {
            body_markdown: components["schemas"]["LocalizedText"];
            category: string;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            picture: components["schemas"]["Picture"] | null;
            pinned: boolean;
            /**
             * Format: date-time
             * @description Null for a draft; in the future for what is scheduled.
             */
            published_at: string | null;
            /**
             * Format: int64
             * @description Grows with every change.
             */
            revision: number;
            slug: string;
            status: components["schemas"]["ArticleStatus"];
            summary: components["schemas"]["LocalizedText"];
            title: components["schemas"]["LocalizedText"];
            /** Format: date-time */
            updated_at: string;
            /** Format: date-time */
            withdrawn_at: string | null;
        };
        /** @description One page of a list. */
        AdminArticlePage: {
            items: components["schemas"]["AdminArticle"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description A message to the customer, without what it said. */
        AdminMessage: {
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            /** @description With its middle hidden. */
            phone: string;
            /** Format: date-time */
            sent_at: string | null;
            /** @description `queued`, `sent` or `failed`. */
            status: string;
            /** @example tickets */
            template: string;
        };
        /** @description All that is known about one order. */
        AdminOrder: {
            /** @description What may be done now: `ask_again`, `refund`, `resend_message`. */
            actions: string[];
            bank_records: components["schemas"]["BankRecord"][];
            breaks: components["schemas"]["BreakSummary"][];
            cinema_order_ref: string | null;
            cinema_records: components["schemas"]["CinemaRecord"][];
            entries: components["schemas"]["LedgerEntry"][];
            /** @description The cinema's reference of the lock, and of its sale. */
            lock_ref: string | null;
            messages: components["schemas"]["AdminMessage"][];
            payments: components["schemas"]["AdminPayment"][];
            price: components["schemas"]["Price"];
            refunds: components["schemas"]["AdminRefund"][];
            seats: components["schemas"]["LockedSeat"][];
            summary: components["schemas"]["AdminOrderSummary"];
            tickets: components["schemas"]["AdminTicket"][];
            /** @description Our history, the bank's words and the cinema's, in the order in which they came. */
            timeline: components["schemas"]["TimelineEvent"][];
        };
        /** @description One order in a list. */
        AdminOrderSummary: {
            cinema: components["schemas"]["LocalizedText"];
            /** Format: uuid */
            cinema_id: string;
            /** @description The third party that sold it. */
            client_id: string | null;
            /** Format: date-time */
            created_at: string;
            film: components["schemas"]["LocalizedText"];
            /** Format: uuid */
            id: string;
            needs_operator: boolean;
            order_no: string;
            /** Format: date-time */
            paid_at: string | null;
            /**
             * @description With its middle hidden.
             * @example +86 138****0001
             */
            phone: string;
            seat_count: number;
            /** Format: date-time */
            starts_at: string;
            status: components["schemas"]["OrderStatus"];
            total: components["schemas"]["Money"];
        };
        /** @description One page of a list. */
        AdminOrderSummaryPage: {
            items: components["schemas"]["AdminOrderSummary"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description One attempt to collect an order's amount. */
        AdminPayment: {
            amount: components["schemas"]["Money"];
            bank_ref: string | null;
            gateway: string;
            /** Format: uuid */
            id: string;
            method: string;
            /** Format: date-time */
            paid_at: string | null;
            /** Format: date-time */
            payable_until: string;
            payment_no: string;
            /**
             * Format: date
             * @description The bank's settlement day.
             */
            settled_on: string | null;
            status: string;
            /** Format: date-time */
            txn_time: string;
        };
        /** @description One return of money. */
        AdminRefund: {
            amount: components["schemas"]["Money"];
            bank_ref: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description What the bank or the cinema said against it. */
            failure: string | null;
            /** Format: uuid */
            id: string;
            reason: string;
            refund_no: string;
            status: string;
            /** Format: date-time */
            succeeded_at: string | null;
        };
        /** @description Why an administrator gives an order back. */
        AdminRefundRequest: {
            /** @description Kept in the audit trail; the customer does not see it. */
            reason: string;
        };
        /** @description The right to one seat. */
        AdminTicket: {
            /** Format: date-time */
            checked_in_at: string | null;
            /** Format: date-time */
            collected_at: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            issued_at: string;
            /** Format: date-time */
            refunded_at: string | null;
            seat_code: string;
            state: components["schemas"]["TicketState"];
            ticket_no: string;
        };
        /** @description Somebody, as operators see them. */
        AdminUser: {
            /** Format: uuid */
            cinema_id: string | null;
            /** @description The client whose customer it is. */
            client_id: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            deleted_at: string | null;
            display_name: string;
            has_second_factor: boolean;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            last_seen_at: string | null;
            /**
             * @description Masked; null once the person has left.
             * @example +86 138****0001
             */
            phone: string | null;
            role: components["schemas"]["Role"];
            /**
             * Format: int64
             * @description Devices that are signed in.
             */
            session_count: number;
        };
        /** @description One page of a list. */
        AdminUserPage: {
            items: components["schemas"]["AdminUser"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description A third-party client. */
        ApiClient: {
            /** @description What it calls itself. */
            client_id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            is_enabled: boolean;
            kind: components["schemas"]["ClientKind"];
            name: components["schemas"]["LocalizedText"];
            /**
             * Format: int32
             * @description Of the platform's business day.
             */
            orders_per_day: number;
            /** Format: int64 */
            orders_today: number;
            redirect_uris: string[];
            /** Format: int32 */
            requests_per_minute: number;
            /** Format: int64 */
            requests_today: number;
            /**
             * Format: int32
             * @description Goes back with a change, so that nobody overwrites somebody else's.
             */
            revision: number;
            scopes: string[];
            /** @description Those that are good, the newest first. */
            secrets: components["schemas"]["ClientSecret"][];
        };
        /** @description A client, and a secret that is never shown again. */
        ApiClientCreated: {
            client: components["schemas"]["ApiClient"];
            /** @description Null for a public client. */
            client_secret: string | null;
        };
        /** @description One page of a list. */
        ApiClientPage: {
            items: components["schemas"]["ApiClient"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /**
         * @description Where an application opens.
         * @enum {string}
         */
        AppOpens: "new_tab" | "frame";
        /** @description Yes or no to a proposal. */
        ApproveBreak: {
            is_approved: boolean;
            note?: string | null;
        };
        /** @description An article. */
        Article: components["schemas"]["ArticleSummary"] & {
            /**
             * @description The same as HTML that is safe to stand in a page: headings from level 2, no scripts, no
             *     styles, pictures of ours only.
             */
            body_html: components["schemas"]["LocalizedText"];
            /** @description As it was written. */
            body_markdown: components["schemas"]["LocalizedText"];
            picture: components["schemas"]["Picture"] | null;
        };
        /**
         * @description How far an article has come. Only `published` ones are seen by everybody.
         * @enum {string}
         */
        ArticleStatus: "draft" | "scheduled" | "published" | "withdrawn";
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
        /** @description Who looks after a difference: any administrator. */
        AssignBreak: {
            /** Format: uuid */
            owner_id?: string | null;
        };
        /** @description Who did something, with the role of today. */
        AuditActor: {
            display_name: string;
            /** Format: uuid */
            id: string;
            role: components["schemas"]["Role"];
        };
        /** @description One deed. */
        AuditLine: {
            /** @example user.role_changed */
            action: string;
            actor: components["schemas"]["AuditActor"] | null;
            /** @description Where the request came from. */
            address: string;
            /** Format: date-time */
            at: string;
            /** @description Facts, no secrets. */
            detail: Record<string, never>;
            /** Format: uuid */
            id: string;
            /** @description What it was done to: an identifier, a code or a number. */
            target: string;
        };
        /** @description One page of a list. */
        AuditLinePage: {
            items: components["schemas"]["AuditLine"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description Where to send the person's browser. */
        AuthorizationDecision: {
            redirect_to: string;
        };
        /** @description What the consent page shows. */
        AuthorizationRequest: {
            /** @description Of the portal's application that signs people in with this client. */
            app_icon: string | null;
            client_id: string;
            client_name: components["schemas"]["LocalizedText"];
            /** @description Whether the person allowed all of it before. */
            is_granted: boolean;
            /** @description Where the person will be sent. */
            redirect_host: string;
            scopes: components["schemas"]["ScopeInfo"][];
        };
        /**
         * @description The banks and wallets that an adapter exists for.
         * @enum {string}
         */
        BankCode: "unionpay";
        /** @description What the bank itself says about an order's money. */
        BankRecord: {
            amount: components["schemas"]["Money"] | null;
            /** Format: date-time */
            at: string;
            /** @description Whether a message was proven to be the bank's; null for lines of its bill. */
            is_verified: boolean | null;
            /**
             * @description `notification`, or a line of its bill: `bill_payment`, `bill_refund`, `bill_void`,
             *     `bill_dispute`.
             * @example notification
             */
            kind: string;
            /** @description The bank's own. */
            reference: string | null;
            text: string;
        };
        /** @description A day that is over and not closed: what was sold on it and after it waits. */
        BlockingDay: {
            /** Format: date */
            day: string;
            /** Format: uuid */
            reconciliation_id: string | null;
            status: components["schemas"]["ReconciliationStatus"] | null;
        };
        /** @description Seats to take out of sale. */
        BlockSeats: {
            reason: string;
            /** @description Codes of seats, all blocked or none. */
            seats: string[];
        };
        /** @description A difference with what each side says and what was done about it. */
        Break: {
            /** @example ask_bank */
            automatic_action: string | null;
            automatic_outcome: components["schemas"]["LocalizedText"] | null;
            bank: components["schemas"]["BreakSide"] | null;
            cinema: components["schemas"]["BreakSide"] | null;
            /** @description What was booked because of it. */
            entries: components["schemas"]["LedgerEntry"][];
            explanation: components["schemas"]["LocalizedText"];
            ours: components["schemas"]["BreakSide"] | null;
            possible_actions: components["schemas"]["ResolutionAction"][];
            resolutions: components["schemas"]["Resolution"][];
            summary: components["schemas"]["BreakSummary"];
        };
        /**
         * @description How long a difference has been open.
         * @enum {string}
         */
        BreakAge: "new" | "t1" | "t3" | "t7" | "t30";
        /**
         * @description Kinds of difference.
         * @enum {string}
         */
        BreakClass: "bank_missing" | "platform_missing" | "status_mismatch" | "amount_mismatch" | "fee_mismatch" | "duplicate_pay" | "late_arrival" | "refund_missing" | "refund_extra" | "cinema_not_ticketed" | "cinema_extra" | "seat_mismatch" | "price_mismatch";
        /**
         * @description Whether calls to a cinema go through.
         * @enum {string}
         */
        BreakerState: "closed" | "open" | "half_open";
        /** @description What one side says. */
        BreakSide: {
            amount: components["schemas"]["Money"] | null;
            /** Format: date-time */
            at: string | null;
            fee: components["schemas"]["Money"] | null;
            /** @description Its own number or reference. */
            reference: string | null;
            seats?: string[];
            /** @example succeeded */
            status: string;
            text: components["schemas"]["LocalizedText"] | null;
        };
        /**
         * @description Where a difference stands.
         * @enum {string}
         */
        BreakState: "pooled" | "open" | "proposed" | "resolved";
        /** @description A difference in a list. */
        BreakSummary: {
            age: components["schemas"]["BreakAge"];
            /** Format: int64 */
            age_days: number;
            class: components["schemas"]["BreakClass"];
            /** Format: date */
            day: string;
            /** @description Theirs less ours. */
            difference: components["schemas"]["Money"];
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            opened_at: string;
            /** Format: uuid */
            order_id: string | null;
            order_no: string | null;
            owner: components["schemas"]["PersonRef"] | null;
            /** Format: uuid */
            reconciliation_id: string;
            reference: string;
            source: string;
            state: components["schemas"]["BreakState"];
        };
        /** @description One page of a list. */
        BreakSummaryPage: {
            items: components["schemas"]["BreakSummary"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description One call, without anything that opens a door or names a customer. */
        CallRecord: {
            answer: string;
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            latency_ms: number;
            operation: string;
            /** @description `done`, `refused`, `not_sent` or `unknown`. */
            outcome: string;
            request: string;
            /**
             * Format: int32
             * @description Null when no answer came.
             */
            status: number | null;
            url: string;
        };
        /** @description How the last calls of one operation went. */
        CallStats: {
            /** Format: int32 */
            calls: number;
            /**
             * Format: int32
             * @description Hundredths of a percent.
             */
            error_rate_bp: number;
            /**
             * Format: int32
             * @description Calls that came to nothing, or of which nobody knows what came.
             */
            errors: number;
            operation: string;
            /** Format: int32 */
            p50_ms: number;
            /** Format: int32 */
            p99_ms: number;
        };
        /** @description A cancelled session, and how far everybody's money is on its way back. */
        Cancellation: {
            /** Format: date-time */
            cancelled_at: string;
            /**
             * Format: int64
             * @description Sales of the counter that are to be given back there.
             */
            counter_sales: number;
            /**
             * Format: int64
             * @description Somebody at the platform has to look after these.
             */
            failed: number;
            /**
             * Format: int64
             * @description Orders of the platform that had money in them.
             */
            orders: number;
            reason: string;
            /** Format: int64 */
            refunded: number;
            /** Format: int64 */
            refunding: number;
            session_code: string;
            /**
             * Format: int64
             * @description Seats of those orders.
             */
            tickets: number;
        };
        /** @description Why a session is not shown. */
        CancelSession: {
            reason: string;
        };
        /** @description A person's own new password. */
        ChangePassword: {
            /** @description Required where there is one. */
            current_password?: string | null;
            new_password: string;
        };
        /** @description What one channel came to. */
        ChannelTotal: {
            channel: components["schemas"]["SalesChannel"];
            /** @description Sales less refunds. */
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
        /** @description How a cinema's system does now. */
        CinemaHealth: {
            /** Format: date-time */
            as_of: string;
            breaker: components["schemas"]["BreakerState"];
            /** @description Newest first. */
            calls: components["schemas"]["CallRecord"][];
            /** Format: uuid */
            cinema_id: string;
            /** @description Calls that wait for an answer. */
            in_flight: number;
            /** Format: int64 */
            open_findings: number;
            /**
             * Format: int64
             * @description Calls that were not made because too many waited.
             */
            refused_busy: number;
            stats: components["schemas"]["CallStats"][];
            sync: components["schemas"]["SyncState"];
            unfinished: components["schemas"]["UnfinishedWork"];
        };
        /** @description How much of us a cinema's system bears, and how long we wait for it. */
        CinemaLimits: {
            /** Format: int32 */
            answer_timeout_ms: number;
            /** Format: int32 */
            connect_timeout_ms: number;
            /**
             * Format: int32
             * @description Requests that may wait for it at once.
             */
            max_in_flight: number;
        };
        /** @description A payout: what one proposed, what another said, and what was booked. */
        CinemaPayout: {
            check_note: string | null;
            /** Format: date-time */
            checked_at: string | null;
            checker: components["schemas"]["PersonRef"] | null;
            claims: components["schemas"]["Money"];
            due: components["schemas"]["Money"];
            entries: components["schemas"]["LedgerEntry"][];
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            made_at: string;
            maker: components["schemas"]["PersonRef"];
            note: string;
            payout_no: string;
            /** Format: date */
            through_on: string;
            /** @description How the bank calls the transfer. */
            transfer_ref: string;
            transferred: components["schemas"]["Money"];
            verdict: components["schemas"]["ResolutionVerdict"] | null;
        };
        /** @description What is payable now, and a page of what was paid. */
        CinemaPayouts: {
            /** @description The latest first; the one that waits for a second person is always the first. */
            items: components["schemas"]["CinemaPayout"][];
            next_cursor: string | null;
            payable: components["schemas"]["Payable"];
        };
        /** @description A line of a cinema's statement. */
        CinemaRecord: {
            /** Format: date-time */
            at: string;
            /** Format: date */
            business_on: string;
            /** Format: int64 */
            number_by_day: number;
            /** @description `sale` or `refund`. */
            operation: string;
            order_ref: string;
            seat_code: string;
            ticket: components["schemas"]["Money"];
            ticket_no: string;
        };
        /** @description A cinema, as a showtime names it. */
        CinemaRef: {
            address: components["schemas"]["LocalizedText"];
            /** @description False while its ticketing system does not answer: it cannot be bought from now. */
            available: boolean;
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
        /** @description Whether a cinema answers. */
        CinemaState: {
            breaker: components["schemas"]["BreakerState"];
            /** Format: uuid */
            cinema_id: string;
            is_available: boolean;
            name: components["schemas"]["LocalizedText"];
            /** Format: int64 */
            open_findings: number;
            sync: components["schemas"]["SyncStatus"];
        };
        /** @description What a cinema says that it sold and took back on one of its business days, as last read. */
        CinemaStatement: {
            /**
             * Format: date-time
             * @description When the cinema took note that it was read; only a whole one is acknowledged.
             */
            acknowledged_at: string | null;
            /** Format: date */
            business_on: string;
            /** Format: date-time */
            fetched_at: string;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            line_count: number;
            /** @description What is wrong with it. */
            problems: components["schemas"]["LocalizedText"][];
            refund_amount: components["schemas"]["Money"];
            /** Format: int64 */
            refund_count: number;
            sale_amount: components["schemas"]["Money"];
            /** Format: int64 */
            sale_count: number;
            /** @description Of the bytes as they came. */
            sha256: string;
            /** @description Whether it agrees with itself. */
            status: components["schemas"]["CinemaStatementStatus"];
        };
        /** @description A ticket sold or taken back, as the cinema writes it. */
        CinemaStatementLine: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            client_order_id: string;
            /**
             * Format: int64
             * @description Counts from 1 within the day.
             */
            number_by_day: number;
            operation: components["schemas"]["StatementOperation"];
            /** @description The cinema's reference of the order. */
            order_ref: string;
            screen_fee: components["schemas"]["Money"];
            seat_code: string;
            service_fee: components["schemas"]["Money"];
            session_code: string;
            /** @description Without the fees. */
            ticket: components["schemas"]["Money"];
            ticket_no: string;
        };
        /** @description One page of a list. */
        CinemaStatementLinePage: {
            items: components["schemas"]["CinemaStatementLine"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description One page of a list. */
        CinemaStatementPage: {
            items: components["schemas"]["CinemaStatement"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /**
         * @description Whether a statement agrees with itself.
         * @enum {string}
         */
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
        /** @description A cinema and how its ticketing system is reached. */
        CinemaSystem: {
            /** @description Ends before `/v1`; null for the built-in box office. */
            base_url: string | null;
            breaker: components["schemas"]["BreakerState"];
            cinema_code: string;
            /** Format: uuid */
            cinema_id: string;
            /** Format: date-time */
            created_at: string;
            gateway: components["schemas"]["GatewayKind"];
            /** @description False while its system does not answer. */
            is_available: boolean;
            /** @description False once an administrator took it off. */
            is_enabled: boolean;
            keys: components["schemas"]["RegisteredKey"][];
            limits: components["schemas"]["CinemaLimits"];
            name: components["schemas"]["LocalizedText"];
            requires_live_tickets: boolean;
            service_fee: components["schemas"]["Money"];
            sync: components["schemas"]["SyncState"];
        };
        /** @description One page of a list. */
        CinemaSystemPage: {
            items: components["schemas"]["CinemaSystem"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
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
        /** @description How many differences of one class a day has. */
        ClassCount: {
            /** @description Theirs less ours, over all of them. */
            amount: components["schemas"]["Money"];
            class: components["schemas"]["BreakClass"];
            /** Format: int64 */
            open: number;
            /** Format: int64 */
            resolved: number;
        };
        /** @description A client's own customer. */
        ClientCustomer: {
            /** Format: date-time */
            created_at: string;
            display_name: string | null;
            /** @description Where tickets are sent, E.164. */
            phone: string;
            /** @description What the client calls the customer. */
            reference: string;
        };
        /** @description One page of a list. */
        ClientCustomerPage: {
            items: components["schemas"]["ClientCustomer"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /**
         * @description Whether a client can keep a secret: a server can, an application on a telephone or in a
         *     browser cannot.
         * @enum {string}
         */
        ClientKind: "confidential" | "public";
        /** @description A secret, without the secret. */
        ClientSecret: {
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string | null;
            /** @description Its last four letters. */
            hint: string;
            /** Format: uuid */
            id: string;
        };
        /** @description A client as it sees itself. */
        ClientSelf: {
            client_id: string;
            name: components["schemas"]["LocalizedText"];
            /** Format: int32 */
            orders_per_day: number;
            /** Format: int64 */
            orders_today: number;
            /** Format: int32 */
            requests_per_minute: number;
            /** Format: int64 */
            requests_today: number;
            /** @description What its token opens. */
            scopes: string[];
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
        /** @description A business day to plan like another one. */
        CopyDay: {
            /** Format: date */
            from: string;
            /**
             * Format: date
             * @description Not past, and another one.
             */
            to: string;
        };
        /** @description What became of a copied day. */
        CopyResult: {
            /** Format: int32 */
            created: number;
            /** @description Sessions of the other day that stand in the way, and sessions that cannot be shown then. */
            skipped: components["schemas"]["SessionConflict"][];
        };
        /** @description A client to be added. */
        CreateApiClient: {
            kind: components["schemas"]["ClientKind"];
            name: components["schemas"]["LocalizedText"];
            /** Format: int32 */
            orders_per_day?: number | null;
            /** @description Where people come back; compared letter by letter, but for the port of 127.0.0.1. */
            redirect_uris: string[];
            /** Format: int32 */
            requests_per_minute?: number | null;
            /** @description `profile` and `phone` for people who sign in, `booking` and `webhooks` for the client. */
            scopes: string[];
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
        /** @description An address that shall be told of what happens. */
        CreateWebhook: {
            /**
             * @description Whose it shall be. An administrator leaves it out for one of the platform's own, which hears
             *     of everything; a client need not name itself.
             */
            client_id?: string | null;
            events: components["schemas"]["WebhookEvent"][];
            /** @description Begins with `https://` and leads to the open internet; in a demo also to the same machine. */
            url: string;
        };
        /**
         * @description ISO 4217 alphabetic code. All amounts of one order and one journal share it.
         * @enum {string}
         */
        Currency: "CNY";
        /** @description What a business day brought. */
        DayStatement: {
            /**
             * Format: date-time
             * @description When the platform said that its part agrees.
             */
            acknowledged_at: string | null;
            /** Format: date */
            business_on: string;
            /** @description Whether the day is over, so that no line will come. */
            is_final: boolean;
            lines: components["schemas"]["DayStatementLine"][];
            totals: components["schemas"]["ChannelTotal"][];
        };
        /** @description A ticket sold or given back. */
        DayStatementLine: {
            /** Format: date-time */
            at: string;
            channel: components["schemas"]["SalesChannel"];
            /**
             * Format: int64
             * @description Counts from 1 within the day and the channel, without a gap.
             */
            number_by_day: number;
            operation: components["schemas"]["StatementOperation"];
            order_ref: string;
            screen_fee: components["schemas"]["Money"];
            seat_code: string;
            service_fee: components["schemas"]["Money"];
            session_code: string;
            /** @description Without the fees. */
            ticket: components["schemas"]["Money"];
            ticket_no: string;
        };
        /** @description What a person says to it. */
        DecideAuthorization: {
            client_id: string;
            code_challenge: string;
            /** @description `S256`. */
            code_challenge_method: string;
            is_approved: boolean;
            redirect_uri: string;
            /** @description `code`. */
            response_type: string;
            /** @description With spaces between them. */
            scope: string;
            /** @description Comes back as it was. */
            state?: string | null;
        };
        /** @description Yes or no to a proposal. */
        DecideCinemaPayout: {
            is_approved: boolean;
            note?: string | null;
        };
        /** @description One message for one endpoint. */
        Delivery: {
            /**
             * Format: int32
             * @description Since it was last begun.
             */
            attempts: number;
            /** Format: date-time */
            created_at: string;
            event: components["schemas"]["WebhookEvent"];
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            last_attempt_at: string | null;
            last_error: string | null;
            /** Format: int64 */
            last_latency_ms: number | null;
            /**
             * Format: int32
             * @description Null when there was no answer.
             */
            last_status: number | null;
            /** @description The header `webhook-id`: the same however often the message is sent. */
            message_id: string;
            /** Format: date-time */
            next_attempt_at: string | null;
            /** @description The body, byte for byte. */
            payload: string;
            state: components["schemas"]["DeliveryState"];
        };
        /** @description One page of a list. */
        DeliveryPage: {
            items: components["schemas"]["Delivery"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /**
         * @description How far a delivery has come.
         * @enum {string}
         */
        DeliveryState: "pending" | "delivered" | "failed";
        /** @description A ticket as the desk sees it. */
        DeskTicket: {
            /** Format: date-time */
            checked_in_at: string | null;
            /** Format: date-time */
            collected_at: string | null;
            /** @description The signed text for the square on the paper, for a ticket that is handed out now. */
            qr?: string;
            row: string;
            seat: string;
            seat_code: string;
            state: components["schemas"]["TicketState"];
            ticket_no: string;
        };
        /** @description Why somebody needs to know. */
        Disclose: {
            /** @description Kept in the audit trail. */
            reason: string;
        };
        /** @description What was hidden. */
        Disclosure: {
            /** @description E.164; null for somebody who has left. */
            phone: string | null;
        };
        /** @description A part of a city. */
        District: {
            name: components["schemas"]["LocalizedText"];
            /** @example jinjiang */
            slug: string;
        };
        /** @description What shall be different; what is left out stays. */
        EditApiClient: {
            /** @description False ends everything that the client does, at once. */
            is_enabled?: boolean | null;
            name?: components["schemas"]["LocalizedText"] | null;
            /** Format: int32 */
            orders_per_day?: number | null;
            redirect_uris?: string[] | null;
            /** Format: int32 */
            requests_per_minute?: number | null;
            /**
             * Format: int32
             * @description As it was read.
             */
            revision: number;
            scopes?: string[] | null;
        };
        /** @description What shall be different; what is left out stays. */
        EditCinema: {
            base_url?: string | null;
            district?: string | null;
            is_enabled?: boolean | null;
            limits?: components["schemas"]["CinemaLimits"] | null;
            requires_live_tickets?: boolean | null;
            service_fee?: components["schemas"]["Money"] | null;
        };
        /** @description What shall become of a session; what is left out stays. */
        EditSession: {
            film_code?: string | null;
            format?: string | null;
            language?: string | null;
            /** Format: int32 */
            max_seats?: number | null;
            screen_code?: string | null;
            /**
             * Format: int64
             * @description The version that was read.
             */
            session_version: number;
            /** Format: date-time */
            starts_at?: string | null;
            /** Format: int32 */
            stop_sell_min?: number | null;
            /** @description Null takes the subtitles away. */
            subtitles?: string | null;
            zone_prices?: components["schemas"]["ZonePriceFen"][] | null;
        };
        /** @description What shall be different; what is left out stays. */
        EditUser: {
            /** Format: uuid */
            cinema_id?: string | null;
            role?: components["schemas"]["Role"] | null;
        };
        /** @description What shall be different; what is left out stays. */
        EditWebhook: {
            events?: components["schemas"]["WebhookEvent"][] | null;
            /** @description Turning it on again sends what waited. */
            is_enabled?: boolean | null;
            /**
             * Format: int64
             * @description As it was read; 409 `stale_write` when somebody else was faster.
             */
            revision: number;
            url?: string | null;
        };
        /**
         * @description Why a thing is not believed, or is believed with a remark.
         * @enum {string}
         */
        FaultKind: "malformed" | "code_invalid" | "text_invalid" | "number_invalid" | "too_many" | "foreign_cinema" | "unknown_film" | "unknown_screen" | "unknown_seat_plan" | "unknown_zone" | "unknown_timezone" | "unknown_word" | "plan_invalid" | "plan_changed" | "price_invalid" | "price_too_low" | "time_invalid" | "business_date" | "version_back" | "changed_under_version" | "unknown_ticket" | "clock_skew" | "unreadable";
        /** @description An item that was not believed, and why. */
        FeedFinding: {
            detail: string;
            /** @example price_too_low */
            kind: string;
            /** @example session:0101 */
            subject: string;
        };
        /** @description A push of films, screens or sessions. */
        FeedItems: {
            /** @description Items of the cinema interface. */
            items: Record<string, never>[];
        };
        /** @description Something that happened, told in a word. */
        FeedNotice: {
            detail?: string | null;
            /** @description `session_changed`, `session_cancelled` or `seats_changed`. */
            kind: string;
            session_code: string;
        };
        /** @description What became of a push. */
        FeedResult: {
            /** @description New, or changed by it. */
            accepted: number;
            /** @description Not believed, or believed with a remark. */
            quarantined: components["schemas"]["FeedFinding"][];
            unchanged: number;
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
        /** @description What of a cinema's data was refused or kept apart. */
        Finding: {
            /**
             * Format: int64
             * @description How often it came.
             */
            count: number;
            detail: components["schemas"]["LocalizedText"];
            /** Format: date-time */
            dismissed_at: string | null;
            /** Format: date-time */
            first_seen_at: string;
            /** Format: uuid */
            id: string;
            /** @description The reason in a word. */
            kind: components["schemas"]["FaultKind"];
            /** Format: date-time */
            last_seen_at: string;
            /** @example session:0101 */
            subject: string;
        };
        /** @description One page of a list. */
        FindingPage: {
            items: components["schemas"]["Finding"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description A key that signs tickets. */
        GateKey: {
            key_id: string;
            /** @description Ed25519, 32 bytes in base64url. */
            public_key: string;
        };
        /** @description Everything that a gate needs to decide without a network, for one business day. */
        GatePack: {
            /** Format: date */
            business_on: string;
            cinema: components["schemas"]["LocalizedText"];
            cinema_code: string;
            /** Format: uuid */
            cinema_id: string;
            /**
             * Format: date-time
             * @description When the last show of the day is over.
             */
            good_until: string;
            keys: components["schemas"]["GateKey"][];
            /** Format: date-time */
            made_at: string;
            /** @description Whether only squares that turn are let in. */
            requires_live: boolean;
            sessions: components["schemas"]["GateSession"][];
            tickets: components["schemas"]["GateTicket"][];
        };
        /** @description A session of the day, and when its doors are open. */
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
            /**
             * Format: int64
             * @description Tickets that were not given back.
             */
            sold: number;
            /** Format: date-time */
            starts_at: string;
        };
        /** @description A ticket as it stood when the pack was made. */
        GateTicket: {
            /** Format: date-time */
            checked_in_at: string | null;
            /**
             * Format: uuid
             * @description What a square names.
             */
            order_id: string;
            /** @description What is typed. */
            pickup_code: string;
            row: string;
            seat: string;
            session_code: string;
            state: components["schemas"]["TicketState"];
            ticket_no: string;
        };
        /**
         * @description Which ticketing system a cinema has.
         * @enum {string}
         */
        GatewayKind: "built_in" | "remote";
        /** @description Whether a bank answers. */
        GatewayState: {
            /** @example unionpay */
            gateway: string;
            /**
             * Format: date-time
             * @description When it last told us something that was proven to be its word.
             */
            last_answer_at: string | null;
            /** Format: date-time */
            oldest_unknown_at: string | null;
            /** Format: int64 */
            open_payments: number;
            /**
             * Format: int64
             * @description Payments of which the bank did not say what became of them.
             */
            unknown: number;
        };
        /** @description A kind of film. */
        Genre: {
            name: components["schemas"]["LocalizedText"];
            /** @example drama */
            slug: string;
        };
        /** @description What a person allows an application. */
        Grant: {
            client_id: string;
            client_name: components["schemas"]["LocalizedText"];
            /** Format: date-time */
            granted_at: string;
            /**
             * Format: date-time
             * @description When the application last got tokens.
             */
            last_used_at: string | null;
            scopes: components["schemas"]["ScopeInfo"][];
        };
        /** @description One page of a list. */
        GrantPage: {
            items: components["schemas"]["Grant"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
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
        /** @description What was sold in one hour. */
        HourSales: {
            amount: components["schemas"]["Money"];
            /**
             * Format: date-time
             * @description When it began.
             */
            hour: string;
            /** Format: int64 */
            orders: number;
        };
        /** @description A sentence that must always hold, and how often it does not. */
        InvariantState: {
            /**
             * @description `I1` a seat is sold at most once; `I2` money that came ends as tickets or goes back; `I3` no
             *     seat is given up while a payment may still take money for it; `I4` what was paid ahead is
             *     used up when an order is final; `I5` the books are as they were written, see
             *     `ledger_check`; `I6` an order is ticketed and booked once; `I7` nothing is given back twice.
             * @example I1
             */
            code: string;
            /**
             * Format: int64
             * @description Cases of the last days in which it does not hold; of the books, the first one.
             */
            count: number;
            holds: boolean;
        };
        /** @description One account of the chart. */
        LedgerAccountRow: {
            /** @example 2010 */
            account: string;
            /** @description Debits less credits for assets and expenses, credits less debits for the others. */
            balance: components["schemas"]["Money"];
            credit: components["schemas"]["Money"];
            /** @description Everything that was ever booked on its debit side. */
            debit: components["schemas"]["Money"];
            /**
             * @description asset, liability, revenue or expense.
             * @example liability
             */
            kind: string;
            name: components["schemas"]["LocalizedText"];
        };
        /**
         * @description What money was moved for: the classes of the bill.
         * @enum {string}
         */
        LedgerCategory: "payment" | "ticket" | "service_fee" | "ticket_refund" | "service_fee_refund" | "payment_return" | "refund_payout" | "gateway_fee" | "gateway_fee_return" | "settlement" | "cinema_payout" | "cinema_claim" | "dispute" | "suspense" | "write_off" | "goodwill" | "discount" | "tax" | "reversal";
        /** @description What came of the last check of the books. */
        LedgerCheck: {
            /**
             * Format: date-time
             * @description When it began.
             */
            checked_at: string;
            /**
             * Format: int64
             * @description Entries that were read; null when something was found.
             */
            entry_count: number | null;
            finding: components["schemas"]["LedgerFinding"] | null;
            /**
             * Format: date
             * @description The last day whose seal was checked; null when there is none or something was found.
             */
            sealed_until: string | null;
        };
        /** @description What one cinema's part adds up to. */
        LedgerCinemaTotal: {
            amount: components["schemas"]["Money"];
            /** Format: uuid */
            cinema_id: string;
        };
        /** @description One day of the books. */
        LedgerDay: {
            /** Format: date */
            date: string;
            /** Format: int64 */
            entry_count: number;
            /**
             * Format: date-time
             * @description When the day was closed for good; null while it is open.
             */
            sealed_at: string | null;
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
            seal: components["schemas"]["LedgerSeal"] | null;
            totals: components["schemas"]["LedgerTotal"][];
        };
        /** @description Days of the books, and where their money came from. */
        LedgerDayPage: {
            /**
             * @description What was booked for each cinema in the category of the question, or as ticket money if it
             *     names none. Money that belongs to no cinema is not in it.
             */
            cinemas: components["schemas"]["LedgerCinemaTotal"][];
            items: components["schemas"]["LedgerDay"][];
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
            /**
             * @description Where the order stands now.
             * @example ticketed
             */
            order_status: string | null;
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
        /** @description The first row of the books that is wrong. */
        LedgerFinding: {
            row: components["schemas"]["LocalizedText"];
            what: components["schemas"]["LocalizedText"];
        };
        /** @description An entry, its place in the chain and the way from its leaf to the signed root of its day. */
        LedgerProof: {
            /** @description SHA-256 of the previous hash and the leaf hash, as bytes. */
            chain_hash: string | null;
            /**
             * Format: int64
             * @description Null until the entry is chained, which takes seconds.
             */
            chain_no: number | null;
            entry: components["schemas"]["LedgerEntry"];
            /** @description The text of the entry; SHA-256 of a zero byte and this text is the leaf hash. */
            leaf: string;
            /** @description The leaf hash as it was chained; hexadecimal, as all hashes. */
            leaf_hash: string;
            /**
             * Format: int64
             * @description The entry's place among the day's leaves, from 0.
             */
            leaf_index: number | null;
            /** @description Inclusion proof (RFC 6962, 2.1.1): the hashes beside the way from the leaf to the root. */
            path: string[];
            /** @description The chain hash of the entry before; zeros for the first one. */
            previous_hash: string | null;
            /** @description The key that made the seal, or would make it: raw Ed25519 in base64. */
            public_key: string;
            seal: components["schemas"]["LedgerSeal"] | null;
        };
        /**
         * @description What was signed when a day was closed. The text that is signed has a line for each field, see
         *     the developers' notes on the books.
         */
        LedgerSeal: {
            /** @description Hexadecimal, as all hashes. */
            chain_hash: string;
            /** Format: date */
            date: string;
            /** Format: int64 */
            entry_count: number;
            key_id: string;
            /**
             * Format: int64
             * @description Number in the chain of the last entry up to that day.
             */
            last_chain_no: number;
            /** @description Root of the tree (RFC 6962) over the day's leaves. */
            merkle_root: string;
            /**
             * Format: int64
             * @description Counted from 1 without gaps.
             */
            number: number;
            /** @description Hash of the text of the seal before; zeros for the first one. */
            previous_seal_hash: string;
            /** Format: date-time */
            sealed_at: string;
            /** @description Ed25519, in base64. */
            signature: string;
        };
        /** @description What one class adds up to. */
        LedgerTotal: {
            amount: components["schemas"]["Money"];
            category: string;
            /** Format: int64 */
            count: number;
        };
        /**
         * @description What a telephone needs to draw a square that turns, so that a picture of it is soon stale.
         *
         *     The text of a step is `payload + "." + step + "." + base64url(signature)`, where `step` is the
         *     number of whole periods since 1970 and the signature is Ed25519 by `seed` over the UTF-8 of
         *     `payload + "." + step`.
         */
        LiveTicket: {
            /** @description Whether the cinema's gate takes no other square: a screenshot is not enough there. */
            is_required: boolean;
            /** @description What the platform signed. */
            payload: string;
            /**
             * Format: int64
             * @description How long one drawing is shown, in seconds.
             */
            period_s: number;
            /** @description The holder's Ed25519 seed, 32 bytes in base64url. */
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
            /**
             * @description A code of the person's authenticator, or a recovery code, for whom one has been asked for
             *     by 401 `second_factor_required`.
             */
            second_factor?: string | null;
        };
        /** @description What readers would see. */
        MarkdownPreview: {
            html: string;
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
        /** @description What somebody buys at the counter. */
        NewSale: {
            seats: string[];
            session_code: string;
            /**
             * Format: int64
             * @description The version that the seller saw.
             */
            session_version: number;
            tender: components["schemas"]["Tender"];
        };
        /** @description A plan that somebody drew. */
        NewScreenPlan: {
            /**
             * Format: int64
             * @description The newest version, which this one replaces.
             */
            based_on: number;
            /**
             * Format: date
             * @description The first business date that is sold by it; not past.
             */
            effective_on: string;
            layout: components["schemas"]["SeatPlan"];
        };
        /** @description A session to plan. */
        NewSession: {
            /** @description Of any format; the session's own follows from `format`. */
            film_code: string;
            /** @description Slug, one of the film's. */
            format: string;
            /** @description BCP 47, of what is spoken. */
            language: string;
            /** Format: int32 */
            max_seats?: number | null;
            screen_code: string;
            /** Format: date-time */
            starts_at: string;
            /**
             * Format: int32
             * @description The platform stops selling so many minutes before the start; as the cinema does when left
             *     out.
             */
            stop_sell_min?: number | null;
            subtitles?: string | null;
            /**
             * Format: int32
             * @description Minutes of trailers before the film; 10 when left out.
             */
            trailers_min?: number | null;
            /** @description One price for each zone of the hall. */
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
        /** @description Why there is no token (RFC 6749, 5.2). */
        OAuthError: {
            /** @example invalid_grant */
            error: string;
            error_description: string;
        };
        /** @description What a client holds (RFC 6749, 5.1). */
        OAuthTokens: {
            access_token: string;
            /**
             * Format: int64
             * @description Seconds.
             */
            expires_in: number;
            refresh_token?: string;
            scope: string;
            /** @example Bearer */
            token_type: string;
        };
        /** @description What a gate saw and decided by itself. */
        OfflineScan: {
            /** @description Whether the gate let people in. */
            admitted: boolean;
            /** @description A pickup code, or the text of a ticket's square. */
            code: string;
            /**
             * Format: uuid
             * @description Given by the gate; the same again is the same scan.
             */
            scan_id: string;
            /** Format: date-time */
            scanned_at: string;
            /** Format: uuid */
            showtime_id: string | null;
        };
        /** @description Up to 500 scans, in the order in which they happened. */
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
            /** @description The same as a square that turns. */
            live?: components["schemas"]["LiveTicket"];
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
             * Format: date-time
             * @description A few seconds old at most.
             */
            as_of: string;
            cinemas: components["schemas"]["CinemaState"][];
            gateways: components["schemas"]["GatewayState"][];
            invariants: components["schemas"]["InvariantState"][];
            ledger_check: components["schemas"]["LedgerCheck"] | null;
            /**
             * Format: int64
             * @description Orders that wait for a person.
             */
            needs_operator: number;
            /**
             * Format: int64
             * @description How long the oldest of them is open, in days.
             */
            oldest_break_days: number | null;
            /**
             * Format: int64
             * @description Differences with banks and cinemas that nobody has settled.
             */
            open_breaks: number;
            /**
             * Format: int64
             * @description Orders made today, paid or not.
             */
            orders_today: number;
            /**
             * Format: int64
             * @description Messages and other things that wait to be sent.
             */
            outbox_waiting: number;
            /**
             * Format: int64
             * @description Orders that were paid more than five minutes ago and have neither tickets nor their money
             *     back. Zero when all is well.
             */
            paid_without_ticket_or_refund: number;
            queues: components["schemas"]["QueueState"][];
            /** @description What went back to customers today, whenever it was paid. */
            refunds_today: components["schemas"]["Money"];
            /** @description Every hour of today that has begun. */
            sales_by_hour: components["schemas"]["HourSales"][];
            /** @description The same a week ago, up to the same time of the day. */
            sales_same_day_last_week: components["schemas"]["Money"];
            /** @description What the orders ticketed today add up to. */
            sales_today: components["schemas"]["Money"];
            /**
             * Format: date
             * @description The last day of the books that is sealed.
             */
            sealed_until: string | null;
            /**
             * Format: int64
             * @description Tickets issued today.
             */
            tickets_today: number;
        };
        /** @description What a cinema can be paid now. */
        Payable: {
            /** @description The rest, never below zero. */
            amount: components["schemas"]["Money"];
            blocked_by: components["schemas"]["BlockingDay"] | null;
            /** @description What went back after it was paid out, and what two people claimed. */
            claims: components["schemas"]["Money"];
            /** @description Ticket money of those days, less what went back before it was paid out. */
            due: components["schemas"]["Money"];
            /**
             * Format: date
             * @description The last business day that counts; null while its first one is not closed.
             */
            through_on: string | null;
            /** @description What is owed besides, for days that are not closed. */
            waiting: components["schemas"]["Money"];
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
        /** @description Somebody of the staff. */
        PersonRef: {
            display_name: string;
            /** Format: uuid */
            id: string;
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
        /** @description A picture in all its widths. */
        Picture: {
            /** @description What it shows, for those who do not see it. */
            alt: components["schemas"]["LocalizedText"];
            /** Format: int32 */
            height: number;
            /** Format: uuid */
            id: string;
            /** @description Narrowest first. */
            sizes: components["schemas"]["PictureSize"][];
            /**
             * Format: int32
             * @description Of the widest one, in pixels.
             */
            width: number;
        };
        /** @description One width of a picture. */
        PictureSize: {
            url: string;
            /** Format: int32 */
            width: number;
        };
        /** @description A door of the hall. */
        PlanEntrance: {
            label: components["schemas"]["LocalizedText"];
            /** Format: int32 */
            x: number;
            /** Format: int32 */
            y: number;
        };
        /** @description A film that can be planned. */
        PlannableFilm: {
            film_code: string;
            formats: string[];
            /** Format: date */
            released_on: string;
            /** Format: int32 */
            runtime_min: number;
            title: components["schemas"]["LocalizedText"];
        };
        /** @description One page of a list. */
        PlannableFilmPage: {
            items: components["schemas"]["PlannableFilm"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
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
        /**
         * @description One seat of a plan. Neighbours in a row differ by exactly [`SEAT_WIDTH`] in `x`; a larger
         *     difference is an aisle.
         */
        PlanSeat: {
            /** @description False for a place that can never be sold, such as a broken seat. */
            is_usable: boolean;
            kind: components["schemas"]["SeatKind"];
            /** @description The other half of a love seat. */
            pair: string | null;
            /** @description Row label as painted in the hall. */
            row: string;
            /** @description Seat label within the row. */
            seat: string;
            /** @description The cinema's own code of the seat, unique in the hall. */
            seat_code: string;
            section: string;
            /** Format: int32 */
            x: number;
            /** Format: int32 */
            y: number;
            zone: string;
        };
        /** @description A part of the hall with rows of its own, such as a balcony. */
        PlanSection: {
            id: string;
            name: components["schemas"]["LocalizedText"];
        };
        /** @description Seats that share a price. */
        PlanZone: {
            id: string;
            name: components["schemas"]["LocalizedText"];
        };
        /** @description A key with which the platform signs what it asks of cinemas. */
        PlatformKey: {
            /** @description Whether requests are signed with it now. */
            is_signing: boolean;
            /** @description First 16 hexadecimal digits of SHA-256 of the key. */
            key_id: string;
            /** @description Raw Ed25519 key in base64. */
            public_key: string;
        };
        /** @description The platform's keys; a cinema accepts all of them. */
        PlatformKeys: {
            items: components["schemas"]["PlatformKey"][];
        };
        /**
         * @description Whether a line sells a ticket or takes it back.
         * @enum {string}
         */
        PlatformOperation: "sale" | "refund";
        /** @description What the platform sold and gave back for a cinema on one of its business dates. */
        PlatformStatement: {
            /** Format: date */
            business_on: string;
            cinema_code: string;
            /** @description False while the day runs. */
            is_final: boolean;
            /** @description In the order of their instants. */
            lines: components["schemas"]["PlatformStatementLine"][];
            totals: components["schemas"]["PlatformTotals"];
        };
        /** @description Whether both sides count the same. */
        PlatformStatementAcknowledged: {
            is_agreed: boolean;
        };
        /** @description A ticket that was sold or taken back, and the payment behind it. */
        PlatformStatementLine: {
            /**
             * Format: date-time
             * @description When the ticket was issued, or taken back.
             */
            at: string;
            bank: components["schemas"]["BankCode"] | null;
            /** Format: uuid */
            client_order_id: string;
            operation: components["schemas"]["PlatformOperation"];
            order_no: string;
            /** @description The cinema's own reference of the order. */
            order_ref: string | null;
            /** Format: date-time */
            paid_at: string | null;
            payment_no: string | null;
            screen_fee: components["schemas"]["Money"];
            seat_code: string;
            service_fee: components["schemas"]["Money"];
            session_code: string;
            /** @description Without the fees. */
            ticket: components["schemas"]["Money"];
            ticket_no: string;
        };
        /** @description Sums over the lines; each amount is the sum of all three parts. */
        PlatformTotals: {
            refund_amount: components["schemas"]["Money"];
            refund_count: number;
            sale_amount: components["schemas"]["Money"];
            sale_count: number;
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
            /** @description In a window of its own, or framed on `/apps/{slug}`. */
            opens: components["schemas"]["AppOpens"];
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
        /** @description A text to be looked at. */
        PreviewMarkdown: {
            markdown: string;
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
            /** @description What of `ticket` is the hall's service fee (影厅服务费). */
            screen_fee: components["schemas"]["Money"];
            seat_code: string;
            /** @description The platform's part. */
            service_fee: components["schemas"]["Money"];
            /** @description The cinema's part, the hall's service fee included. */
            ticket: components["schemas"]["Money"];
        };
        /** @description Prices to choose from when a session is planned. */
        PriceTable: {
            name: components["schemas"]["LocalizedText"];
            price_code: string;
            zone_prices: components["schemas"]["ZonePriceFen"][];
        };
        /** @description One page of a list. */
        PriceTablePage: {
            items: components["schemas"]["PriceTable"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description The body of every failure (RFC 9457). */
        Problem: {
            /** @description For code `showtime_changed`: every difference to what the customer saw, where it is known. */
            changes?: components["schemas"]["ShowtimeChange"][];
            code: components["schemas"]["ProblemCode"];
            /** @description What happened this time, for people. */
            detail: string;
            /** @description For codes `validation_failed` and `plan_invalid`: every part that is not valid. */
            errors?: components["schemas"]["FieldError"][];
            /** @description The request's identifier, as in the header `X-Request-Id`. */
            instance: string;
            /** @description What happened to the customer's money, where money is involved. */
            money?: components["schemas"]["MoneyFate"];
            /** @description The seats that it is about, as the cinema codes them. */
            seats?: string[];
            /** @description For code `hall_occupied`: the session that is in the way. */
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
        ProblemCode: "malformed_request" | "idempotency_key_missing" | "unauthenticated" | "invalid_credentials" | "signature_invalid" | "second_factor_required" | "invalid_second_factor" | "second_factor_enrolment_required" | "customer_not_named" | "forbidden" | "not_found" | "pickup_code_unknown" | "method_not_allowed" | "not_acceptable" | "phone_taken" | "idempotency_in_progress" | "seat_taken" | "sales_closed" | "showtime_changed" | "showtime_cancelled" | "lock_expired" | "lock_outcome_unknown" | "lock_not_payable" | "lock_already_ordered" | "order_not_payable" | "order_not_cancellable" | "order_not_ticketed" | "payment_in_progress" | "payment_declined" | "not_refundable" | "already_refunded" | "wrong_cinema" | "wrong_showtime" | "ticket_refunded" | "ticket_not_live" | "too_early" | "statement_not_final" | "source_not_ready" | "reconciliation_closed" | "reconciliation_running" | "breaks_open" | "day_not_over" | "same_person" | "payout_open" | "nothing_payable" | "hall_occupied" | "session_has_sales" | "last_administrator" | "own_role" | "second_factor_enrolled" | "open_orders" | "article_published" | "request_replayed" | "webhook_limit" | "webhook_secret_limit" | "webhook_disabled" | "stale_write" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "invalid_code" | "idempotency_key_reused" | "weak_password" | "seat_unknown" | "orphan_seat" | "love_seat_split" | "zone_mixed" | "too_many_seats" | "plan_invalid" | "cinema_mismatch" | "ticket_forged" | "too_many_requests" | "internal" | "cinema_unreachable" | "cinema_unavailable" | "bank_unavailable" | "overloaded" | "timeout";
        /** @description A transfer to a cinema. How much it is, the books say. */
        ProposeCinemaPayout: {
            note: string;
            /** @description How the bank calls the transfer. */
            transfer_ref: string;
        };
        /** @description When an article shall come out. */
        PublishArticle: {
            /**
             * Format: date-time
             * @description At once when it is not said.
             */
            at?: string | null;
        };
        /** @description Work of one kind that the tasks have before them. */
        QueueState: {
            /**
             * Format: date-time
             * @description Since when the oldest waits.
             */
            oldest_at: string | null;
            /**
             * @description `locks_to_ask`, `releases`, `confirms`, `payments_to_ask`, `refunds_open`,
             *     `surplus_returns`, `messages`, `outbox` or `cinema_reads`.
             * @example confirms
             */
            queue: string;
            /** Format: int64 */
            waiting: number;
        };
        /** @description One day compared with one source. */
        Reconciliation: {
            /** Format: uuid */
            cinema_id: string | null;
            /** Format: date-time */
            closed_at: string | null;
            /**
             * Format: date
             * @description The source's own day.
             */
            day: string;
            /** @description Theirs less ours. */
            difference: components["schemas"]["Money"];
            fee: components["schemas"]["Money"] | null;
            /** Format: date-time */
            finished_at: string | null;
            gateway: string | null;
            /** Format: uuid */
            id: string;
            is_day_over: boolean;
            /** @description Whether it is being compared now; what is shown is then how far that came. */
            is_running: boolean;
            last_error: components["schemas"]["LocalizedText"] | null;
            /** Format: int64 */
            matched: number;
            /** Format: int64 */
            open_breaks: number;
            ours: components["schemas"]["SideTotal"];
            /**
             * Format: int64
             * @description What only we have and the days beside may bring.
             */
            pooled: number;
            /** Format: int64 */
            resolved_breaks: number;
            /** Format: int32 */
            run_no: number;
            settled: components["schemas"]["Money"] | null;
            /**
             * @description A gateway's name, or `cinema:<id>`.
             * @example unionpay
             */
            source: string;
            source_name: components["schemas"]["LocalizedText"];
            /** Format: date-time */
            started_at: string;
            status: components["schemas"]["ReconciliationStatus"];
            theirs: components["schemas"]["SideTotal"];
        };
        /** @description A day with its classes and the file that was compared. */
        ReconciliationDetail: {
            classes: components["schemas"]["ClassCount"][];
            file_name: string | null;
            file_sha256: string | null;
            /** Format: int64 */
            file_size: number | null;
            reconciliation: components["schemas"]["Reconciliation"];
            /**
             * Format: int64
             * @description Orders of the day about which platform, bank and cinema agree.
             */
            verdicts_ok: number;
        };
        /** @description One page of a list. */
        ReconciliationPage: {
            items: components["schemas"]["Reconciliation"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /**
         * @description How far the comparison of one day with one source has come.
         * @enum {string}
         */
        ReconciliationStatus: "scheduled" | "fetched" | "parsed" | "matched" | "balanced" | "has_breaks" | "closed";
        /** @description Codes for the day on which the authenticator is lost. They are shown this once. */
        RecoveryCodes: {
            recovery_codes: string[];
        };
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
            /**
             * @description Why: `customer_request`, `operator_request`, `cinema_refused`, `paid_too_late`, `paid_twice`
             *     or `showtime_cancelled`.
             */
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
        /** @description A cinema that shall sell through the platform. */
        RegisterCinema: {
            /** @description Where its system answers; ends before `/v1`. */
            base_url: string;
            cinema_code: string;
            /** @description Slugs of a city and a district that the catalogue knows. */
            city: string;
            district: string;
            /** @description Raw Ed25519 keys in base64 with which the cinema signs what it pushes. */
            keys: string[];
            limits?: components["schemas"]["CinemaLimits"] | null;
            /** @description The platform's fee for one seat. */
            service_fee: components["schemas"]["Money"];
        };
        /** @description A key with which a cinema signs what it pushes. */
        RegisteredKey: {
            /** Format: date-time */
            added_at: string;
            /** @description First 16 hexadecimal digits of SHA-256 of the key. */
            key_id: string;
            /** @description Raw Ed25519 key in base64. */
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
        /** @description A proposal and what was said to it. */
        Resolution: {
            action: components["schemas"]["ResolutionAction"];
            amount: components["schemas"]["Money"] | null;
            check_note: string | null;
            /** Format: date-time */
            checked_at: string | null;
            checker: components["schemas"]["PersonRef"] | null;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            journal_id: string | null;
            /** Format: date-time */
            made_at: string;
            maker: components["schemas"]["PersonRef"];
            note: string;
            verdict: components["schemas"]["ResolutionVerdict"] | null;
        };
        /**
         * @description Ways out of a difference that people choose, two at a time.
         * @enum {string}
         */
        ResolutionAction: "book_surplus" | "assign_surplus" | "refund_surplus" | "assign_refund" | "book_shortfall" | "shortfall_arrived" | "write_off" | "accept_fee" | "accept_cinema" | "claim_cinema" | "reverse";
        /**
         * @description What became of a proposal.
         * @enum {string}
         */
        ResolutionVerdict: "approved" | "rejected" | "withdrawn";
        /** @description A way out of a difference. */
        ResolveBreak: {
            action: components["schemas"]["ResolutionAction"];
            /** Format: uuid */
            entry_id?: string | null;
            /** @description Why. */
            note: string;
            /** @description For `assign_surplus` the order that it pays for, for `assign_refund` whose refund it is. */
            order_no?: string | null;
        };
        /** @description A token to be taken back (RFC 7009). */
        RevokeRequest: {
            client_id: string | null;
            client_secret: string | null;
            token: string;
            token_type_hint: string | null;
        };
        /**
         * @description What a person may do. A customer buys; the others are operators.
         * @enum {string}
         */
        Role: "customer" | "cinema_staff" | "administrator" | "auditor";
        /** @description Which day to compare. */
        RunReconciliation: {
            /**
             * Format: date
             * @description The source's own day: a bank's settlement day, a cinema's business day.
             */
            day: string;
            /**
             * @description A gateway's name, or `cinema:<id>`.
             * @example unionpay
             */
            source: string;
        };
        /** @description A sale of the counter. */
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
            /** @description Who sold it. */
            sold_by: string;
            /** Format: date-time */
            starts_at: string;
            tender: components["schemas"]["Tender"];
            tickets: components["schemas"]["SaleTicket"][];
            total: components["schemas"]["Money"];
            verification_code: string;
        };
        /** @description One page of a list. */
        SalePage: {
            items: components["schemas"]["Sale"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /**
         * @description Who sold.
         * @enum {string}
         */
        SalesChannel: "platform" | "counter";
        /** @description A ticket that was sold at the counter. */
        SaleTicket: {
            /** @description The hall's service fee included. */
            price: components["schemas"]["Money"];
            row: string;
            seat: string;
            seat_code: string;
            state: components["schemas"]["TicketState"];
            ticket_no: string;
        };
        /** @description An application as it shall be. */
        SaveApp: {
            category: string;
            client_id?: string | null;
            description: components["schemas"]["LocalizedText"];
            /** @description Name of an icon of the web app. */
            icon: string;
            is_enabled: boolean;
            name: components["schemas"]["LocalizedText"];
            opens: components["schemas"]["AppOpens"];
            /**
             * Format: int64
             * @description The one that was read; needed to change what exists.
             */
            revision?: number | null;
            /** @description Its place in `/apps/{slug}`. */
            slug: string;
            /** Format: int32 */
            sort_order: number;
            /** @description A path of ours, or an `https` address. */
            url: string;
            /** Format: date-time */
            visible_from: string;
            /** Format: date-time */
            visible_until?: string | null;
        };
        /** @description An article as it shall be. Its text is Markdown; raw HTML in it shows as it was typed. */
        SaveArticle: {
            body_markdown: components["schemas"]["LocalizedText"];
            category: string;
            /** Format: uuid */
            picture_id?: string | null;
            pinned: boolean;
            /**
             * Format: int64
             * @description The one that was read; needed to change what exists.
             */
            revision?: number | null;
            /** @description Its place in `/articles/{slug}`; fixed once it was published. */
            slug: string;
            /** @description For lists and link previews. */
            summary: components["schemas"]["LocalizedText"];
            title: components["schemas"]["LocalizedText"];
        };
        /** @description A customer to add or to change. */
        SaveClientCustomer: {
            display_name?: string | null;
            /** @example 13800000001 */
            phone: string;
        };
        /** @description A price table to keep. */
        SavePriceTable: {
            name: components["schemas"]["LocalizedText"];
            zone_prices: components["schemas"]["ZonePriceFen"][];
        };
        /**
         * @description What became of a gate's own decision when the cinema heard of it.
         * @enum {string}
         */
        ScanOutcome: "admitted" | "already_checked_in" | "refused";
        /** @description What became of a scan. */
        ScanResult: {
            /**
             * @description The problem code of a refusal. With `cinema_unavailable` nothing is decided yet: tell the
             *     scan again.
             */
            code: string | null;
            /**
             * Format: date-time
             * @description When these people first went in.
             */
            first_at: string | null;
            outcome: components["schemas"]["ScanOutcome"];
            /** Format: uuid */
            scan_id: string;
            /** @description The tickets that were shown. */
            ticket_nos: string[];
        };
        /** @description One result for each scan, in their order. */
        ScanResults: {
            items: components["schemas"]["ScanResult"][];
        };
        /** @description A scope, for people. */
        ScopeInfo: {
            description: components["schemas"]["LocalizedText"];
            name: components["schemas"]["LocalizedText"];
            /** @example profile */
            scope: string;
        };
        /** @description One version of a hall's seat plan, whole. */
        ScreenPlan: {
            /** Format: date */
            effective_on: string;
            layout: components["schemas"]["SeatPlan"];
            screen_code: string;
            /** Format: int64 */
            version: number;
        };
        /** @description One version of a hall's seat plan. */
        ScreenPlanVersion: {
            /**
             * Format: date
             * @description The first business date that is sold by it.
             */
            effective_on: string;
            /** Format: int32 */
            seat_count: number;
            /** Format: int64 */
            version: number;
        };
        /** @description One page of a list. */
        ScreenPlanVersionPage: {
            items: components["schemas"]["ScreenPlanVersion"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
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
        /** @description The geometry of a hall: everything about its seats that does not change from show to show. */
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
        /** @description Whether somebody has a second factor. */
        SecondFactor: {
            /** Format: date-time */
            enrolled_at: string | null;
            is_enrolled: boolean;
            /** @description Whether the person's role needs one here. */
            is_required: boolean;
            /** Format: int64 */
            recovery_codes_left: number;
        };
        /** @description A code of an authenticator. */
        SecondFactorCode: {
            /** @example 287082 */
            code: string;
        };
        /** @description What an authenticator has to be told. It is shown this once. */
        SecondFactorSetup: {
            /** @description For a QR code. */
            otpauth_url: string;
            /**
             * @description Base32, for typing.
             * @example JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP
             */
            secret: string;
        };
        /** @description Where to send a one-time code and what for. */
        SendCode: {
            /**
             * @description Eleven digits of a mainland number, or E.164.
             * @example 13800000001
             */
            phone: string;
            purpose: components["schemas"]["CodePurpose"];
        };
        /** @description A session that stands in the way of another. */
        SessionConflict: {
            /** Format: date-time */
            ends_at: string;
            film: components["schemas"]["LocalizedText"];
            session_code: string;
            /** Format: date-time */
            starts_at: string;
        };
        /** @description The sessions of some business days. */
        SessionDay: {
            items: components["schemas"]["StaffSession"][];
        };
        /**
         * @description Where a session stands, as staff see it.
         * @enum {string}
         */
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
        /** @description One difference. Values are raw: instants in RFC 3339, prices as `zone=fen`, slugs as they are. */
        ShowtimeChange: {
            field: components["schemas"]["ShowtimeField"];
            now: string;
            was: string;
        };
        /**
         * @description What of a showtime a customer chooses by.
         * @enum {string}
         */
        ShowtimeField: "starts_at" | "hall" | "film" | "seat_plan" | "price" | "format" | "language" | "status";
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
        /** @description How many records one side has, and what they add up to. */
        SideTotal: {
            amount: components["schemas"]["Money"];
            /** Format: int64 */
            count: number;
        };
        /** @description A hall. */
        StaffScreen: {
            /**
             * Format: int32
             * @description Minutes of cleaning after every session.
             */
            cleaning_min: number;
            /** @description Slug of the type of hall. */
            hall_type: string;
            name: components["schemas"]["LocalizedText"];
            /**
             * Format: int64
             * @description The plan in force today.
             */
            plan_version: number;
            screen_code: string;
            /**
             * Format: int32
             * @description Seats that can be sold.
             */
            seat_count: number;
            zones: components["schemas"]["PlanZone"][];
        };
        /** @description One page of a list. */
        StaffScreenPage: {
            items: components["schemas"]["StaffScreen"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description A seat as staff see it. */
        StaffSeat: {
            kind: components["schemas"]["SeatKind"];
            /** @description The other half of a love seat. */
            pair: string | null;
            /** @description Why it is blocked. */
            reason: string | null;
            row: string;
            seat: string;
            seat_code: string;
            section: string;
            state: components["schemas"]["StaffSeatState"];
            /** Format: int32 */
            x: number;
            /** Format: int32 */
            y: number;
            zone: string;
        };
        /** @description The seats of a session as they stand now. */
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
        /**
         * @description What staff see of a seat.
         * @enum {string}
         */
        StaffSeatState: "available" | "locked" | "sold" | "blocked" | "unusable";
        /** @description A session and how its seats stand. */
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
            /**
             * Format: int32
             * @description Seats that one order of the platform may have.
             */
            max_seats: number;
            /** Format: int64 */
            plan_version: number;
            screen_code: string;
            /** Format: int32 */
            seats_blocked: number;
            /** Format: int32 */
            seats_locked: number;
            /** Format: int32 */
            seats_sold: number;
            /** Format: int32 */
            seats_total: number;
            session_code: string;
            /**
             * Format: int64
             * @description Send it back with a change.
             */
            session_version: number;
            /** Format: uuid */
            showtime_id: string | null;
            /** Format: date-time */
            starts_at: string;
            status: components["schemas"]["SessionState"];
            /**
             * Format: date-time
             * @description The platform sells until then; the counter until the end.
             */
            stop_sell_at: string;
            subtitles: string | null;
            zone_prices: components["schemas"]["ZonePriceFen"][];
        };
        /**
         * @description What a line of a statement does.
         * @enum {string}
         */
        StatementOperation: "sale" | "refund";
        /** @description What fetching brought. */
        SyncResult: {
            /** @description New or changed. */
            films: number;
            /** @description Items that were not believed, or believed with a remark. */
            quarantined: number;
            screens: number;
            seat_plans: number;
            sessions_changed: number;
        };
        /** @description When a cinema's programme was last fetched, and how that went. */
        SyncState: {
            /**
             * Format: int64
             * @description The cinema's clock less ours.
             */
            clock_skew_ms: number | null;
            /** Format: date-time */
            last_attempt_at: string | null;
            last_error: string | null;
            /** Format: date-time */
            last_success_at: string | null;
            /**
             * Format: date-time
             * @description The cinema's clock when its sessions were last read.
             */
            sessions_as_of: string | null;
            status: components["schemas"]["SyncStatus"];
            /** @description Maker and version of its system, as it says. */
            system: string | null;
        };
        /**
         * @description How fetching from a cinema goes.
         * @enum {string}
         */
        SyncStatus: "never" | "ok" | "failing";
        /**
         * @description How somebody paid at the counter.
         * @enum {string}
         */
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
        /** @description A request for a token (RFC 6749 and RFC 7636). */
        TokenRequest: {
            /** @description Unless the client proves itself with HTTP Basic. */
            client_id: string | null;
            client_secret: string | null;
            code: string | null;
            code_verifier: string | null;
            /** @description `authorization_code`, `refresh_token` or `client_credentials`. */
            grant_type: string;
            /** @description As it was when the code was asked for. */
            redirect_uri: string | null;
            refresh_token: string | null;
            scope: string | null;
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
        /** @description All accounts; those without a movement too. */
        TrialBalance: {
            /** Format: date */
            as_of: string;
            /** @description Whether assets and expenses add up to liabilities and revenue. */
            is_balanced: boolean;
            items: components["schemas"]["LedgerAccountRow"][];
        };
        /** @description Seats to put on sale again. */
        UnblockSeats: {
            seats: string[];
        };
        /** @description What the platform still has to settle with a cinema. */
        UnfinishedWork: {
            /** @description Paid orders that the cinema has not confirmed. */
            confirms_open: number;
            /** @description Locks of which nobody knows whether they hold. */
            locks_unknown: number;
            /**
             * Format: date-time
             * @description Since when the oldest of all these waits.
             */
            oldest_at: string | null;
            /** @description Locks that are to be given back. */
            releases_due: number;
            /** @description Tickets that the cinema has not taken back. */
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
        /** @description Who somebody is, to an application: as much as they granted. */
        UserInfo: {
            display_name?: string;
            /** @description E.164. */
            phone?: string;
            /** @description The person's number at this application. Another application knows them by another one. */
            sub: string;
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
        /** @description An address that is told of what happens. */
        Webhook: {
            /** @description Whose it is; null for the platform's own administrators, who hear of everything. */
            client_id: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description Why the platform turned it off: `gone` or `failing`. Null when a person did, or nobody. */
            disabled_reason: string | null;
            events: components["schemas"]["WebhookEvent"][];
            /**
             * Format: date-time
             * @description When the failures began that no success has followed.
             */
            failing_since: string | null;
            /** Format: uuid */
            id: string;
            is_enabled: boolean;
            /**
             * Format: int64
             * @description Deliveries that are still to come.
             */
            pending: number;
            /**
             * Format: int64
             * @description Give it back with a change.
             */
            revision: number;
            /** @description The newest first; every one of them signs. */
            secrets: components["schemas"]["WebhookSecret"][];
            url: string;
        };
        /** @description An endpoint with its new secret, which is not shown again. */
        WebhookCreated: {
            /** @description `whsec_` and base64 of the bytes that sign. */
            secret: string;
            webhook: components["schemas"]["Webhook"];
        };
        /**
         * @description Something that happened and that third parties may hear of.
         * @enum {string}
         */
        WebhookEvent: "order.ticketed" | "order.refunded" | "order.cancelled" | "payment.succeeded" | "showtime.changed" | "showtime.cancelled" | "seat_lock.expired" | "webhook.test";
        /** @description One page of a list. */
        WebhookPage: {
            items: components["schemas"]["Webhook"][];
            /** @description Ask with this as `cursor` for the next page; null on the last one. */
            next_cursor: string | null;
        };
        /** @description A secret that signs; the secret itself is shown once, when it is made. */
        WebhookSecret: {
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description It signs until then; null for the newest.
             */
            expires_at: string | null;
            /** @description Its last letters. */
            hint: string;
            /** Format: uuid */
            id: string;
        };
        /** @description What a seat costs in a zone, without the service fee. */
        ZonePrice: {
            name: components["schemas"]["LocalizedText"];
            price: components["schemas"]["Money"];
            zone: string;
        };
        /** @description What a seat of a zone costs at the cinema. */
        ZonePriceFen: {
            /** @description The hall's service fee (影厅服务费). */
            screen_fee: components["schemas"]["Money"];
            /** @description Without the hall's service fee. */
            ticket: components["schemas"]["Money"];
            /** @example standard */
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
    list_admin_apps: {
        parameters: {
            query?: {
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
            /** @description A page of applications. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminAppPage"];
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
    create_app: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats are recognised by it. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveApp"];
            };
        };
        responses: {
            /** @description The application. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminApp"];
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
    get_admin_app: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The application. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The application. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminApp"];
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
    save_app: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The application. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveApp"];
            };
        };
        responses: {
            /** @description The application as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminApp"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description stale_write: somebody changed it since it was read */
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
    delete_app: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The application. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
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
    list_admin_articles: {
        parameters: {
            query?: {
                category?: string;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Part of a title or a slug. */
                q?: string;
                status?: "draft" | "scheduled" | "published" | "withdrawn";
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
                    "application/json": components["schemas"]["AdminArticlePage"];
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
    create_article: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats are recognised by it. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveArticle"];
            };
        };
        responses: {
            /** @description The draft. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminArticle"];
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
    get_admin_article: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The article. */
                id: string;
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
                    "application/json": components["schemas"]["AdminArticle"];
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
    save_article: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The article. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveArticle"];
            };
        };
        responses: {
            /** @description The article as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminArticle"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description stale_write: somebody changed it since it was read */
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
    delete_article: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The article. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description article_published: withdraw it instead */
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
    publish_article: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The article. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PublishArticle"];
            };
        };
        responses: {
            /** @description The article as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminArticle"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description A text is missing in one of the languages */
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
    withdraw_article: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The article. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The article as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminArticle"];
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
    preview_markdown: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewMarkdown"];
            };
        };
        responses: {
            /** @description The text as HTML. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarkdownPreview"];
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
    list_audit: {
        parameters: {
            query?: {
                action?: string;
                actor_id?: string;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description The first day, in the platform's zone. */
                from?: string;
                /** @description How many items at most. */
                limit?: number;
                target?: string;
                /** @description The last day. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditLinePage"];
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
    list_breaks: {
        parameters: {
            query?: {
                age?: components["schemas"]["BreakAge"];
                class?: components["schemas"]["BreakClass"];
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
                owner_id?: string;
                reconciliation_id?: string;
                /** @description A gateway's name, or `cinema:<id>`. */
                source?: string;
                state?: components["schemas"]["BreakState"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Differences. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BreakSummaryPage"];
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
    list_cinema_systems: {
        parameters: {
            query?: {
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
            /** @description In the order of their codes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaSystemPage"];
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
            /** @description The cinema and its system. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaSystem"];
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
    get_cinema_system: {
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
            /** @description The cinema and its system. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaSystem"];
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
    edit_cinema_system: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The cinema. */
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
            /** @description The cinema as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaSystem"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
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
    list_cinema_findings: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Only those that nobody has dismissed. */
                open?: boolean;
            };
            header?: never;
            path: {
                /** @description The cinema. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    dismiss_finding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The finding. */
                finding_id: string;
                /** @description The cinema. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is shown as seen to, until it says something new. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    get_cinema_health: {
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
            /** @description As this server sees it now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaHealth"];
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
    add_cinema_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The cinema. */
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
            /** @description The cinema with its keys. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaSystem"];
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
    revoke_cinema_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The cinema. */
                id: string;
                /** @description First 16 hexadecimal digits of its SHA-256. */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing signed with it is believed any more. */
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
    list_cinema_payouts: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The cinema. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaPayouts"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    propose_cinema_payout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The cinema. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposeCinemaPayout"];
            };
        };
        responses: {
            /** @description The proposal. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaPayout"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description nothing_payable; payout_open: another one waits */
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
    decide_cinema_payout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The cinema. */
                id: string;
                /** @description The payout. */
                payout_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideCinemaPayout"];
            };
        };
        responses: {
            /** @description The payout. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaPayout"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description same_person: whoever proposed it agrees; stale_write: it is decided, or the books say something else by now */
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
    list_cinema_statements: {
        parameters: {
            query: {
                /** @description First business day, inclusive. */
                from: string;
                /** @description Last business day, inclusive. */
                to: string;
            };
            header?: never;
            path: {
                /** @description The cinema. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last reading of each day, the newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaStatementPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    fetch_cinema_statement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The cinema's business day, YYYY-MM-DD. */
                date: string;
                /** @description The cinema. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statement as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaStatement"];
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
    list_cinema_statement_lines: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The cinema's business day, YYYY-MM-DD. */
                date: string;
                /** @description The cinema. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lines of the last reading, as they stand there. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaStatementLinePage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    download_cinema_statement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The cinema's business day, YYYY-MM-DD. */
                date: string;
                /** @description The cinema. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last reading. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
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
    sync_cinema: {
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
            /** @description What it brought. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncResult"];
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
    list_clients: {
        parameters: {
            query?: {
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
            /** @description The oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClientPage"];
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
    create_client: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats are recognised by it, and get the same secret */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiClient"];
            };
        };
        responses: {
            /** @description The client and its secret */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClientCreated"];
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
    get_client: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The client */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClient"];
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
    edit_client: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The client */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditApiClient"];
            };
        };
        responses: {
            /** @description The client as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClient"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description stale_write */
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
    add_client_secret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats are recognised by it, and get the same secret */
                "Idempotency-Key"?: string | null;
            };
            path: {
                /** @description The client */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client and the new secret */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClientCreated"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            /** @description A public client has none */
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
    revoke_client_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The client */
                id: string;
                /** @description The secret */
                secret_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It opens nothing any more */
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
    get_trial_balance: {
        parameters: {
            query?: {
                /** @description Last day, inclusive; today when not given. */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialBalance"];
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
    list_ledger_days: {
        parameters: {
            query: {
                category?: components["schemas"]["LedgerCategory"];
                cinema_id?: string;
                /** @description First day, inclusive; one day is the least. */
                from: string;
                gateway?: components["schemas"]["BankCode"];
                order_id?: string;
                /** @description The number that people see, in either case. */
                order_no?: string;
                /** @description The number that the pickup code went to, as people write it. */
                phone?: string;
                /** @description Where the order stands today, not when the entry was posted. */
                status?: components["schemas"]["OrderStatus"];
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
                /** @description The number that people see, in either case. */
                order_no?: string;
                /** @description The number that the pickup code went to, as people write it. */
                phone?: string;
                /** @description Where the order stands today, not when the entry was posted. */
                status?: components["schemas"]["OrderStatus"];
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
                category?: components["schemas"]["LedgerCategory"];
                cinema_id?: string;
                format?: "csv" | "xlsx" | "jsonl";
                /** @description First day, inclusive; one day is the least. */
                from: string;
                gateway?: components["schemas"]["BankCode"];
                /** @description The language of a workbook's headings and names; the other formats speak to machines. */
                lang?: "zh" | "en";
                order_id?: string;
                /** @description The number that people see, in either case. */
                order_no?: string;
                /** @description The number that the pickup code went to, as people write it. */
                phone?: string;
                /** @description Where the order stands today, not when the entry was posted. */
                status?: components["schemas"]["OrderStatus"];
                /** @description Last day, inclusive. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file with one line for each entry. Markers that spreadsheets would run as formulas are disarmed with an apostrophe. An archive has more lines. */
            200: {
                headers: {
                    /** @description Of a workbook only: so many bytes come one after the other while it is made, and tell how far that is. */
                    "Marquee-Prelude"?: number;
                    /** @description How many entries the file has. */
                    "Marquee-Row-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
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
    get_ledger_proof: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An entry. */
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The proof. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerProof"];
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
    list_admin_orders: {
        parameters: {
            query?: {
                cinema_id?: string;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description First day on which the order was made. */
                from?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Only those that wait for a person, or only the others. */
                needs_operator?: boolean;
                /** @description An order, payment or refund number, a phone, a pickup code, or the bank's reference. */
                q?: string;
                status?: components["schemas"]["OrderStatus"];
                /** @description Last day, inclusive. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first; phones are masked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminOrderSummaryPage"];
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
    get_admin_order: {
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
            /** @description Ours, the bank's and the cinema's records. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminOrder"];
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
    disclose_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The order. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Disclose"];
            };
        };
        responses: {
            /** @description The number; who asked and why is written down. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Disclosure"];
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
    ask_order_again: {
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
            /** @description What is known now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminOrder"];
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
    resend_admin_message: {
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
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description order_not_ticketed */
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
    refund_admin_order: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdminRefundRequest"];
            };
        };
        responses: {
            /** @description The money is on its way. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminOrder"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description not_refundable, already_refunded, order_not_ticketed */
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
    upload_picture: {
        parameters: {
            query: {
                alt_en: string;
                alt_zh: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description At most 8 MB and 40 million pixels. */
        requestBody: {
            content: {
                "image/jpeg": number[];
                "image/png": number[];
                "image/webp": number[];
            };
        };
        responses: {
            /** @description The picture. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Picture"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            /** @description More than 8 MB, or more than 40 million pixels */
            413: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Neither JPEG, PNG nor WebP, or not what it is said to be */
            415: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    list_reconciliations: {
        parameters: {
            query?: {
                cinema_id?: string;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description One day; the same as `from` and `to`. */
                day?: string;
                from?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description A gateway's name, or `cinema:<id>`. */
                source?: string;
                status?: components["schemas"]["ReconciliationStatus"];
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Days, the latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationPage"];
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
    run_reconciliation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunReconciliation"];
            };
        };
        responses: {
            /** @description How the day stands now. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciliation"];
                };
            };
            /** @description It is still being compared, and goes on. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciliation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description source_not_ready, reconciliation_closed, reconciliation_running */
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
    get_reconciliation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The day. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With its classes and the file that was compared. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationDetail"];
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
    get_break: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The difference. */
                break_id: string;
                /** @description The day. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The difference. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Break"];
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
    approve_break: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The difference. */
                break_id: string;
                /** @description The day. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveBreak"];
            };
        };
        responses: {
            /** @description The difference. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Break"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description same_person: to one's own proposal; stale_write: nothing is proposed */
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
    assign_break: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The difference. */
                break_id: string;
                /** @description The day. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignBreak"];
            };
        };
        responses: {
            /** @description The difference. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Break"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
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
    resolve_break: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The difference. */
                break_id: string;
                /** @description The day. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveBreak"];
            };
        };
        responses: {
            /** @description The difference with the proposal. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Break"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description stale_write: it is not open any more */
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
    close_reconciliation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The day. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The closed day. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciliation"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description breaks_open, day_not_over, source_not_ready, reconciliation_running */
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
    download_reconciliation_source: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The day. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file that was compared last. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
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
    list_users: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description A whole phone number, an identifier, or part of a name. */
                q?: string;
                role?: components["schemas"]["Role"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first, phones masked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUserPage"];
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
    get_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person, the phone masked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUser"];
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
    edit_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditUser"];
            };
        };
        responses: {
            /** @description The person as they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description last_administrator, own_role, stale_write */
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
    disclose_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Disclose"];
            };
        };
        responses: {
            /** @description The number; who asked and why is written down. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Disclosure"];
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
    reset_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person has none any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description own_role: it is one's own */
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
    end_user_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No device is signed in any more. */
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
    list_webhooks: {
        parameters: {
            query?: {
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
            /** @description The newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookPage"];
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
    create_webhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats are recognised by it, and get the same secret. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhook"];
            };
        };
        responses: {
            /** @description The endpoint and its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookCreated"];
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
    get_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
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
    delete_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is told nothing more. */
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
    edit_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditWebhook"];
            };
        };
        responses: {
            /** @description The endpoint as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description stale_write: read it again. */
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
    list_deliveries: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
                state?: components["schemas"]["DeliveryState"];
            };
            header?: never;
            path: {
                /** @description The endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    redeliver_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The delivery. */
                delivery_id: string;
                /** @description The endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
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
    rotate_webhook_secret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats are recognised by it, and get the same secret. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                /** @description The endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint and its new secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookCreated"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description webhook_secret_limit: three sign already. */
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    test_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
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
    get_article_feed: {
        parameters: {
            query?: {
                /** @description `zh` (the default) or `en`. */
                lang?: "zh" | "en";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
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
            /** @description invalid_credentials; second_factor_required: send the same again with one; invalid_second_factor */
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
            /** @description wrong_cinema, wrong_showtime, too_early, ticket_refunded, ticket_not_live */
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
            /** @description ticket_forged: not signed by this platform. */
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
            /** @description What became of each. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanResults"];
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
    list_plannable_films: {
        parameters: {
            query?: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
                /** @description Part of a title or of a code. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The films. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannableFilmPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description Another cinema's staff, or a cinema with its own system. */
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    get_gate_pack: {
        parameters: {
            query?: {
                /** @description Administrators name a cinema; staff have theirs. */
                cinema_id?: string;
                /** @description The cinema's business date; the running one when left out. */
                date?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pack. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatePack"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description Another cinema than one's own, or none. */
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
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
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All tables. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceTablePage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description Another cinema's staff, or a cinema with its own system. */
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    save_price_table: {
        parameters: {
            query?: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
            };
            header?: never;
            path: {
                /** @description Unique in the cinema. */
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
            /** @description The table. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceTable"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
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
    delete_price_table: {
        parameters: {
            query?: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
            };
            header?: never;
            path: {
                /** @description Unique in the cinema. */
                price_code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    list_sales: {
        parameters: {
            query: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description The business date on which they were made. */
                date: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of sales. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SalePage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description Another cinema's staff, or a cinema with its own system. */
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    create_sale: {
        parameters: {
            query?: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
            };
            header: {
                /** @description Repeats are recognised by it. */
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
            /** @description The tickets. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sale"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description seat_taken names the seats; showtime_changed: read the session again; showtime_cancelled, sales_closed */
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
            /** @description seat_unknown names the seats */
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
    get_sale: {
        parameters: {
            query?: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
            };
            header?: never;
            path: {
                /** @description The sale. */
                sale_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sale. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sale"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    refund_sale: {
        parameters: {
            query?: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
            };
            header?: never;
            path: {
                /** @description The sale. */
                sale_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sale, given back. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sale"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description not_refundable: a ticket was used; sales_closed */
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    list_screens: {
        parameters: {
            query?: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All halls. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffScreenPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description Another cinema's staff, or a cinema with its own system. */
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    list_screen_plans: {
        parameters: {
            query?: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
            };
            header?: never;
            path: {
                /** @description The hall. */
                screen_code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All versions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScreenPlanVersionPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    create_screen_plan: {
        parameters: {
            query?: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
            };
            header?: never;
            path: {
                /** @description The hall. */
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
            /** @description The plan. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScreenPlan"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description stale_write: `based_on` is not the newest version */
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
            /** @description plan_invalid: `errors` points to what is wrong */
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
    get_screen_plan: {
        parameters: {
            query?: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
            };
            header?: never;
            path: {
                /** @description The hall. */
                screen_code: string;
                /** @description Counts within the hall. */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScreenPlan"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    list_staff_sessions: {
        parameters: {
            query: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
                /** @description The first business date. */
                from: string;
                /** @description Only those of this hall. */
                screen_code?: string;
                /** @description The last business date; at most 14 days in all. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionDay"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description Another cinema's staff, or a cinema with its own system. */
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    create_session: {
        parameters: {
            query?: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
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
            /** @description The session. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffSession"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description hall_occupied: `session` is in the way */
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
            /** @description `errors` points to what cannot be */
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
    edit_session: {
        parameters: {
            query?: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
            };
            header?: never;
            path: {
                /** @description The session. */
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
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffSession"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description stale_write: read it again; session_has_sales; hall_occupied: `session` is in the way; showtime_cancelled */
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
            /** @description `errors` points to what cannot be */
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
    block_seats: {
        parameters: {
            query?: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
            };
            header?: never;
            path: {
                /** @description The session. */
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
            /** @description Every seat. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffSeatMap"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description seat_taken names the seats; showtime_cancelled */
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
            /** @description seat_unknown names the seats */
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
    get_cancellation: {
        parameters: {
            query?: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
            };
            header?: never;
            path: {
                /** @description The session. */
                session_code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far the money is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cancellation"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    cancel_session: {
        parameters: {
            query?: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
            };
            header?: never;
            path: {
                /** @description The session. */
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
            /** @description Cancelled; the money is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cancellation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description sales_closed: the show is over */
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
    get_session_seats: {
        parameters: {
            query?: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
            };
            header?: never;
            path: {
                /** @description The session. */
                session_code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every seat. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffSeatMap"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    unblock_seats: {
        parameters: {
            query?: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
            };
            header?: never;
            path: {
                /** @description The session. */
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
            /** @description Every seat. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffSeatMap"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description seat_unknown names the seats */
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
    copy_day: {
        parameters: {
            query?: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
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
            /** @description What was planned. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CopyResult"];
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
    get_day_statement: {
        parameters: {
            query?: {
                /** @description Administrators must name the cinema; staff need not, and may name no other than theirs. */
                cinema_id?: string;
            };
            header?: never;
            path: {
                /** @description The business date. */
                date: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statement. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DayStatement"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
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
    get_client_self: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client of the token */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientSelf"];
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
    list_client_customers: {
        parameters: {
            query?: {
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
            /** @description By reference */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientCustomerPage"];
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
    save_client_customer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The client's name for the customer: 1 to 64 of `A-Z a-z 0-9 . _ : @ -` */
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveClientCustomer"];
            };
        };
        responses: {
            /** @description The customer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientCustomer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description stale_write: the same customer was added just now */
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
    list_own_webhooks: {
        parameters: {
            query?: {
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
            /** @description The newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookPage"];
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
    create_own_webhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats are recognised by it, and get the same secret. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhook"];
            };
        };
        responses: {
            /** @description The endpoint and its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookCreated"];
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
    get_own_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
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
    delete_own_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is told nothing more. */
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
    edit_own_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditWebhook"];
            };
        };
        responses: {
            /** @description The endpoint as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description stale_write: read it again. */
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
    list_own_deliveries: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
                state?: components["schemas"]["DeliveryState"];
            };
            header?: never;
            path: {
                /** @description The endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    redeliver_own_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The delivery. */
                delivery_id: string;
                /** @description The endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
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
    rotate_own_webhook_secret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats are recognised by it, and get the same secret. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                /** @description The endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint and its new secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookCreated"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description webhook_secret_limit: three sign already. */
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
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    test_own_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
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
            /** @description open_orders, last_administrator */
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
    list_grants: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantPage"];
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
    withdraw_grant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The client */
                client_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is allowed nothing */
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
    get_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The second factor */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactor"];
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
    begin_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What to tell an authenticator */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorSetup"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description second_factor_enrolled */
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
    confirm_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorCode"];
            };
        };
        responses: {
            /** @description The second factor counts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description The code is wrong */
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
    remove_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorCode"];
            };
        };
        responses: {
            /** @description There is none any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description The code is wrong */
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
    get_authorization: {
        parameters: {
            query: {
                client_id: string;
                code_challenge: string;
                /** @description `S256`. */
                code_challenge_method: string;
                redirect_uri: string;
                /** @description `code`. */
                response_type: string;
                /** @description With spaces between them. */
                scope: string;
                /** @description Comes back as it was. */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the person is asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorizationRequest"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description No client that signs people in */
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
            /** @description The request is not in order; the person is sent nowhere */
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
    decide_authorization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideAuthorization"];
            };
        };
        responses: {
            /** @description Where to go on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorizationDecision"];
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
    revoke_oauth_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["RevokeRequest"];
            };
        };
        responses: {
            /** @description It is not good any more, if it ever was */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description RFC 6749, 5.2 */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description invalid_client */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
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
    create_oauth_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description Tokens */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthTokens"];
                };
            };
            /** @description RFC 6749, 5.2 */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description invalid_client */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
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
    get_userinfo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As much as the person granted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserInfo"];
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
            /** @description Too much of what is not proven came from this address. */
            429: {
                headers: {
                    /** @description The request's identifier, also `instance` in the problem */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
    get_picture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The picture. */
                id: string;
                /** @description One of its widths, in pixels. */
                width: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": number[];
                };
            };
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
    push_films: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeedItems"];
            };
        };
        responses: {
            /** @description What became of each. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description request_replayed: sign every request anew */
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
    get_platform_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every key that is in use. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformKeys"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
            504: components["responses"]["Timeout"];
        };
    };
    push_notice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeedNotice"];
            };
        };
        responses: {
            /** @description Heard. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description request_replayed: sign every request anew */
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
    push_redemptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeedItems"];
            };
        };
        responses: {
            /** @description What became of each. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description request_replayed: sign every request anew */
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
    push_screens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeedItems"];
            };
        };
        responses: {
            /** @description What became of each. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description request_replayed: sign every request anew */
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
    push_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeedItems"];
            };
        };
        responses: {
            /** @description What became of each. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description request_replayed: sign every request anew */
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
    get_platform_statement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A business date of the cinema. */
                date: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statement. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformStatement"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description request_replayed: sign every request anew */
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
    acknowledge_platform_statement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A business date of the cinema. */
                date: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcknowledgePlatformStatement"];
            };
        };
        responses: {
            /** @description Whether both sides count the same. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformStatementAcknowledged"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description statement_not_final while the day runs; request_replayed: sign every request anew */
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
}
