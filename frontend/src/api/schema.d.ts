// Generated from openapi.yaml by `npm run api:types`. Do not edit.

export interface paths {
    "/api/v1/admin/ledger/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** list_ledger_days */
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
        /** get_ledger_day */
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
        /** list_ledger_entries */
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
        /** export_ledger */
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
        /** get_overview */
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
        /** list_apps */
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
        /** list_articles */
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
        /** get_article */
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
        /** send_code */
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
        /** login */
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
        /** logout */
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
        /** reset_password */
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
        /** refresh */
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
        /** register */
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
        /** code = a pickup code or a QR payload (order or single ticket); refusals are problems: ticket_forged, wrong_cinema, wrong_showtime, too_early, ticket_refunded, pickup_code_unknown */
        post: operations["check_in"];
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
        /** get_pickup */
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
        /** idempotent: repeated collect answers the same */
        post: operations["collect_pickup"];
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
        /** near=lat,lng sorts by distance */
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
        /** get_cinema */
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
        /** list_cities */
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
        /** list_films */
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
        /** get_film */
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
        /** get_liveness */
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
        /** get_readiness */
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
        /** get_me */
        get: operations["get_me"];
        put?: never;
        post?: never;
        /** delete_me */
        delete: operations["delete_me"];
        options?: never;
        head?: never;
        /** update_me */
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
        /** change_password */
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
        /** list_sessions */
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
        /** delete_session */
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
        /** get_metrics */
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
        /** list_orders */
        get: operations["list_orders"];
        put?: never;
        /** create_order */
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
        /** get_order */
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
        /** cancel_order */
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
        /** resend_order_message */
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
        /** get_refund_quote */
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
        /** whole order now; ticket_ids must be all tickets or absent, else 422 */
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
        /** qr: signed payload for the whole order; qr_svg: the same drawn */
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
        /** get_order_calendar */
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
        /** side: platform|cinema|bank; owner, administrator and auditor may read */
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
        /** one item now: method unionpay, gateway unionpay */
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
        /** raw body from the bank; signature checked; idempotent */
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
        /** create_payment */
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
        /** get_payment */
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
        /** get_portal */
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
        /** create_seat_lock */
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
        /** get_seat_lock */
        get: operations["get_seat_lock"];
        put?: never;
        post?: never;
        /** release_seat_lock */
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
        /** list_showtimes */
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
        /** get_showtime */
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
        /** get_showtime_seats */
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
        /** SSE, event "seats", data {"as_of":time,"changes":[{"seat_code","state"}]}; comment heartbeat every 15 s */
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
        AccountBalance: {
            account: string;
            credit: components["schemas"]["Money"];
            debit: components["schemas"]["Money"];
            name: components["schemas"]["LocalizedText"];
        };
        Article: {
            body_markdown: components["schemas"]["LocalizedText"];
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
        ArticleSummaryPage: {
            items: components["schemas"]["ArticleSummary"][];
            next_cursor: string | null;
        };
        ChangePassword: {
            current_password?: string | null;
            new_password: string;
        };
        CheckIn: {
            code: string;
            /** Format: uuid */
            showtime_id?: string | null;
        };
        /** @enum {string} */
        CheckInOutcome: "admitted" | "already_checked_in";
        CheckInResult: {
            film: components["schemas"]["LocalizedText"];
            /** Format: date-time */
            first_at: string;
            hall: components["schemas"]["LocalizedText"];
            outcome: components["schemas"]["CheckInOutcome"];
            /** Format: date-time */
            starts_at: string;
            tickets: components["schemas"]["DeskTicket"][];
        };
        Cinema: {
            address: components["schemas"]["LocalizedText"];
            available: boolean;
            cinema_code: string;
            city: string;
            district: components["schemas"]["District"];
            hall_types: string[];
            halls: components["schemas"]["Hall"][];
            /** Format: uuid */
            id: string;
            latitude: number;
            longitude: number;
            /** Format: int64 */
            max_seats_per_order: number;
            name: components["schemas"]["LocalizedText"];
            phone: string;
            refund_policy: components["schemas"]["RefundPolicy"];
            services: string[];
            showing_dates: string[];
            timezone: string;
        };
        CinemaRef: {
            address: components["schemas"]["LocalizedText"];
            district: components["schemas"]["District"];
            /** Format: uuid */
            id: string;
            latitude: number;
            longitude: number;
            name: components["schemas"]["LocalizedText"];
            phone: string;
            timezone: string;
        };
        CinemaSummary: {
            address: components["schemas"]["LocalizedText"];
            available: boolean;
            cinema_code: string;
            city: string;
            /** Format: int64 */
            distance_m: number | null;
            district: components["schemas"]["District"];
            hall_types: string[];
            /** Format: uuid */
            id: string;
            latitude: number;
            longitude: number;
            name: components["schemas"]["LocalizedText"];
            phone: string;
            price_from: null | components["schemas"]["Money"];
            services: string[];
            timezone: string;
        };
        CinemaSummaryPage: {
            items: components["schemas"]["CinemaSummary"][];
            next_cursor: string | null;
        };
        City: {
            districts: components["schemas"]["District"][];
            name: components["schemas"]["LocalizedText"];
            slug: string;
            timezone: string;
        };
        CityPage: {
            items: components["schemas"]["City"][];
            next_cursor: string | null;
        };
        /** @enum {string} */
        CodePurpose: "register" | "login" | "reset_password";
        CodeSent: {
            /** Format: int64 */
            expires_in: number;
            /** Format: int64 */
            resend_after: number;
        };
        CollectPickup: {
            verification_code?: string | null;
        };
        CreateOrder: {
            phone?: string | null;
            /** Format: uuid */
            seat_lock_id: string;
        };
        CreatePayment: {
            method: string;
            /** Format: uuid */
            order_id: string;
            return_url?: string | null;
        };
        CreateRefund: {
            ticket_ids?: string[] | null;
        };
        CreateSeatLock: {
            seats: string[];
            /** Format: uuid */
            showtime_id: string;
            /** Format: int64 */
            showtime_version?: number | null;
        };
        DeskTicket: {
            /** Format: date-time */
            checked_in_at: string | null;
            /** Format: date-time */
            collected_at: string | null;
            row: string;
            seat: string;
            seat_code: string;
            state: components["schemas"]["TicketState"];
            ticket_no: string;
        };
        District: {
            name: components["schemas"]["LocalizedText"];
            slug: string;
        };
        FieldError: {
            code: string;
            detail: string;
            pointer: string;
        };
        Film: {
            cast: components["schemas"]["Person"][];
            country: string;
            directors: components["schemas"]["Person"][];
            film_code: string;
            formats: string[];
            genres: components["schemas"]["Genre"][];
            /** Format: uuid */
            id: string;
            original_language: string;
            poster_url: string | null;
            price_from: null | components["schemas"]["Money"];
            /** Format: date */
            released_on: string;
            /** Format: int64 */
            runtime_min: number;
            showing_dates: string[];
            status: components["schemas"]["FilmStatus"];
            synopsis: components["schemas"]["LocalizedText"];
            title: components["schemas"]["LocalizedText"];
            /** Format: int64 */
            year: number;
        };
        FilmRef: {
            genres: components["schemas"]["Genre"][];
            /** Format: uuid */
            id: string;
            original_language: string;
            /** Format: int64 */
            runtime_min: number;
            title: components["schemas"]["LocalizedText"];
            /** Format: int64 */
            year: number;
        };
        /** @enum {string} */
        FilmStatus: "showing" | "upcoming";
        FilmSummary: {
            film_code: string;
            formats: string[];
            genres: components["schemas"]["Genre"][];
            /** Format: uuid */
            id: string;
            original_language: string;
            poster_url: string | null;
            price_from: null | components["schemas"]["Money"];
            /** Format: date */
            released_on: string;
            /** Format: int64 */
            runtime_min: number;
            status: components["schemas"]["FilmStatus"];
            title: components["schemas"]["LocalizedText"];
            /** Format: int64 */
            year: number;
        };
        FilmSummaryPage: {
            items: components["schemas"]["FilmSummary"][];
            next_cursor: string | null;
        };
        Genre: {
            name: components["schemas"]["LocalizedText"];
            slug: string;
        };
        Hall: {
            hall_type: string;
            /** Format: uuid */
            id: string;
            name: components["schemas"]["LocalizedText"];
            screen_code: string;
            /** Format: int64 */
            seat_count: number;
        };
        HallRef: {
            hall_type: string;
            /** Format: uuid */
            id: string;
            name: components["schemas"]["LocalizedText"];
            /** Format: int64 */
            seat_count: number;
        };
        Health: {
            checks: {
                [key: string]: string;
            };
            status: string;
        };
        LedgerDay: {
            /** Format: date */
            date: string;
            /** Format: int64 */
            entry_count: number;
            totals: components["schemas"]["LedgerTotal"][];
        };
        LedgerDayDetail: {
            balances: components["schemas"]["AccountBalance"][];
            /** Format: date */
            date: string;
            /** Format: int64 */
            entry_count: number;
            totals: components["schemas"]["LedgerTotal"][];
        };
        LedgerDayPage: {
            items: components["schemas"]["LedgerDay"][];
            next_cursor: string | null;
        };
        LedgerEntry: {
            amount: components["schemas"]["Money"];
            /** Format: date */
            business_date: string;
            category: string;
            /** Format: uuid */
            cinema_id: string | null;
            credit_account: string;
            debit_account: string;
            event: string;
            gateway: string | null;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            journal_id: string;
            memo: string;
            /** Format: uuid */
            order_id: string | null;
            order_no: string | null;
            /** Format: uuid */
            payment_id: string | null;
            /** Format: date-time */
            posted_at: string;
            /** Format: uuid */
            refund_id: string | null;
            /** Format: int64 */
            sequence: number;
        };
        LedgerEntryPage: {
            items: components["schemas"]["LedgerEntry"][];
            next_cursor: string | null;
            totals: components["schemas"]["LedgerTotal"][];
        };
        LedgerTotal: {
            amount: components["schemas"]["Money"];
            category: string;
            /** Format: int64 */
            count: number;
        };
        LocalizedText: {
            en: string;
            zh: string;
        };
        LockedSeat: {
            kind: components["schemas"]["SeatKind"];
            price: components["schemas"]["Money"];
            row: string;
            seat: string;
            seat_code: string;
            section: string;
            zone: string;
        };
        Login: {
            code?: string | null;
            password?: string | null;
            phone: string;
        };
        MessageQueued: {
            status: string;
            to: string;
        };
        Money: {
            /** Format: int64 */
            amount: number;
            currency: string;
        };
        NextAction: {
            fields?: {
                [key: string]: string;
            };
            type: components["schemas"]["NextActionType"];
            url?: string | null;
        };
        /** @enum {string} */
        NextActionType: "redirect" | "form_post" | "qr_code" | "client_secret" | "none";
        Order: {
            /** Format: date-time */
            closed_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            needs_operator: boolean;
            order_no: string;
            /** Format: date-time */
            paid_at: string | null;
            /** Format: date-time */
            payable_until: string;
            payment: null | components["schemas"]["PaymentSummary"];
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
        OrderPage: {
            items: components["schemas"]["Order"][];
            next_cursor: string | null;
        };
        /** @enum {string} */
        OrderStatus: "awaiting_payment" | "paid" | "ticketed" | "cancelled" | "expired" | "refunding" | "refunded";
        OrderTickets: {
            items: components["schemas"]["Ticket"][];
            /** Format: uuid */
            order_id: string;
            order_no: string;
            pickup_code: string;
            qr: string;
            qr_svg: string;
            showtime: components["schemas"]["Showtime"];
            verification_code: string;
        };
        Overview: {
            /** Format: int64 */
            needs_operator: number;
            /** Format: int64 */
            orders_today: number;
            /** Format: int64 */
            outbox_waiting: number;
            /** Format: int64 */
            paid_without_ticket_or_refund: number;
            sales_today: components["schemas"]["Money"];
        };
        Payment: {
            amount: components["schemas"]["Money"];
            /** Format: date-time */
            created_at: string;
            failure: null | components["schemas"]["PaymentFailure"];
            /** Format: uuid */
            id: string;
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
        PaymentFailure: {
            code: string;
            detail: string;
        };
        PaymentMethod: {
            gateway: string;
            method: string;
            name: components["schemas"]["LocalizedText"];
        };
        PaymentMethodPage: {
            items: components["schemas"]["PaymentMethod"][];
            next_cursor: string | null;
        };
        /** @enum {string} */
        PaymentStatus: "created" | "pending" | "unknown" | "succeeded" | "failed" | "closed" | "quarantined";
        PaymentSummary: {
            amount: components["schemas"]["Money"];
            /** Format: uuid */
            id: string;
            method: string;
            status: components["schemas"]["PaymentStatus"];
        };
        Person: {
            name: components["schemas"]["LocalizedText"];
        };
        Pickup: {
            film: components["schemas"]["LocalizedText"];
            hall: components["schemas"]["LocalizedText"];
            order_no: string;
            pickup_code: string;
            /** Format: date-time */
            starts_at: string;
            tickets: components["schemas"]["DeskTicket"][];
        };
        PlanEntrance: {
            label: components["schemas"]["LocalizedText"];
            /** Format: int64 */
            x: number;
            /** Format: int64 */
            y: number;
        };
        PlanScreen: {
            /** Format: int64 */
            x0: number;
            /** Format: int64 */
            x1: number;
            /** Format: int64 */
            y: number;
        };
        PlanSection: {
            id: string;
            name: components["schemas"]["LocalizedText"];
        };
        Portal: {
            apps: components["schemas"]["PortalApp"][];
            articles: components["schemas"]["ArticleSummary"][];
            next_showtimes: components["schemas"]["Showtime"][];
            showing: components["schemas"]["FilmSummary"][];
            upcoming: components["schemas"]["FilmSummary"][];
        };
        PortalApp: {
            category: string;
            description: components["schemas"]["LocalizedText"];
            icon: string;
            /** Format: uuid */
            id: string;
            name: components["schemas"]["LocalizedText"];
            slug: string;
            url: string;
        };
        PortalAppPage: {
            items: components["schemas"]["PortalApp"][];
            next_cursor: string | null;
        };
        Price: {
            lines: components["schemas"]["PriceLine"][];
            service_fee: components["schemas"]["Money"];
            tickets: components["schemas"]["Money"];
            total: components["schemas"]["Money"];
        };
        PriceLine: {
            seat_code: string;
            service_fee: components["schemas"]["Money"];
            ticket: components["schemas"]["Money"];
        };
        Problem: {
            code: components["schemas"]["ProblemCode"];
            detail: string;
            errors?: components["schemas"]["FieldError"][];
            instance: string;
            money?: string;
            seats?: string[];
            /** Format: int64 */
            status: number;
            title: string;
            type: string;
        };
        /** @enum {string} */
        ProblemCode: "malformed_request" | "unauthenticated" | "invalid_credentials" | "invalid_code" | "forbidden" | "not_found" | "method_not_allowed" | "not_acceptable" | "unsupported_media_type" | "payload_too_large" | "validation_failed" | "idempotency_key_missing" | "idempotency_key_reused" | "idempotency_in_progress" | "phone_taken" | "weak_password" | "seat_taken" | "seat_unknown" | "orphan_seat" | "love_seat_split" | "zone_mixed" | "too_many_seats" | "sales_closed" | "showtime_changed" | "showtime_cancelled" | "lock_expired" | "lock_outcome_unknown" | "lock_not_payable" | "lock_already_ordered" | "order_not_payable" | "order_not_cancellable" | "order_not_ticketed" | "payment_in_progress" | "payment_declined" | "not_refundable" | "already_refunded" | "pickup_code_unknown" | "wrong_cinema" | "ticket_refunded" | "too_early" | "wrong_showtime" | "ticket_forged" | "open_orders" | "stale_write" | "too_many_requests" | "cinema_unavailable" | "bank_unavailable" | "overloaded" | "timeout" | "internal";
        Refresh: {
            refresh_token?: string | null;
        };
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
        RefundPolicy: {
            lines: components["schemas"]["LocalizedText"][];
            /** Format: date-time */
            refund_until: string | null;
            refundable: boolean;
        };
        RefundQuote: {
            amount: components["schemas"]["Money"];
            fee: components["schemas"]["Money"];
            reason: string | null;
            /** Format: date-time */
            refund_until: string | null;
            refundable: boolean;
        };
        /** @enum {string} */
        RefundStatus: "requested" | "submitted" | "unknown" | "succeeded" | "rejected" | "needs_manual";
        RefundSummary: {
            amount: components["schemas"]["Money"];
            /** Format: uuid */
            id: string;
            reason: string;
            status: components["schemas"]["RefundStatus"];
        };
        Register: {
            code: string;
            display_name: string;
            password: string;
            phone: string;
        };
        ResetPassword: {
            code: string;
            password: string;
            phone: string;
        };
        /** @enum {string} */
        Role: "customer" | "cinema_staff" | "administrator" | "auditor";
        Seat: {
            kind: components["schemas"]["SeatKind"];
            mine: boolean;
            pair: string | null;
            row: string;
            seat: string;
            seat_code: string;
            section: string;
            state: components["schemas"]["SeatState"];
            /** Format: int64 */
            x: number;
            /** Format: int64 */
            y: number;
            zone: string;
        };
        /** @enum {string} */
        SeatKind: "normal" | "love_left" | "love_right" | "wheelchair" | "companion";
        SeatLayout: {
            entrances: components["schemas"]["PlanEntrance"][];
            plan_code: string;
            screen: components["schemas"]["PlanScreen"];
            sections: components["schemas"]["PlanSection"][];
            /** Format: int64 */
            version: number;
        };
        SeatLock: {
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
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
        /** @enum {string} */
        SeatLockStatus: "locking" | "held" | "rejected" | "released" | "expired" | "sold";
        SeatMap: {
            /** Format: date-time */
            as_of: string;
            layout: components["schemas"]["SeatLayout"];
            /** Format: int64 */
            max_seats: number;
            seats: components["schemas"]["Seat"][];
            /** Format: int64 */
            seats_available: number;
            service_fee: components["schemas"]["Money"];
            /** Format: uuid */
            showtime_id: string;
            /** Format: int64 */
            showtime_version: number;
            zones: components["schemas"]["ZonePrice"][];
        };
        /** @enum {string} */
        SeatState: "available" | "locked" | "sold" | "unavailable";
        SendCode: {
            phone: string;
            purpose: components["schemas"]["CodePurpose"];
        };
        Showtime: {
            /** Format: date */
            business_date: string;
            cinema: components["schemas"]["CinemaRef"];
            /** Format: date-time */
            ends_at: string;
            film: components["schemas"]["FilmRef"];
            format: string;
            hall: components["schemas"]["HallRef"];
            /** Format: uuid */
            id: string;
            language: string;
            /** Format: int64 */
            max_seats: number;
            price_from: components["schemas"]["Money"];
            /** Format: int64 */
            seats_available: number | null;
            /** Format: int64 */
            seats_total: number;
            service_fee: components["schemas"]["Money"];
            session_code: string;
            /** Format: date-time */
            starts_at: string;
            status: components["schemas"]["ShowtimeStatus"];
            /** Format: date-time */
            stop_sell_at: string;
            subtitles: string | null;
            /** Format: int64 */
            version: number;
            zones: components["schemas"]["ZonePrice"][];
        };
        ShowtimePage: {
            items: components["schemas"]["Showtime"][];
            next_cursor: string | null;
        };
        /** @enum {string} */
        ShowtimeStatus: "on_sale" | "sales_closed" | "cancelled";
        Ticket: {
            /** Format: date-time */
            checked_in_at: string | null;
            /** Format: date-time */
            collected_at: string | null;
            /** Format: uuid */
            id: string;
            qr: string;
            row: string;
            seat: string;
            seat_code: string;
            section: string;
            state: components["schemas"]["TicketState"];
            ticket_no: string;
        };
        /** @enum {string} */
        TicketState: "issued" | "collected" | "checked_in" | "refunded";
        Timeline: {
            items: components["schemas"]["TimelineEvent"][];
        };
        TimelineEvent: {
            /** Format: date-time */
            at: string;
            detail: string;
            kind: string;
            side: string;
        };
        Tokens: {
            access_token: string;
            /** Format: int64 */
            expires_in: number;
            refresh_token?: string | null;
            token_type: string;
            user: components["schemas"]["User"];
        };
        UpdateMe: {
            display_name?: string | null;
        };
        User: {
            /** Format: uuid */
            cinema_id: string | null;
            /** Format: date-time */
            created_at: string;
            display_name: string;
            has_password: boolean;
            /** Format: uuid */
            id: string;
            phone: string;
            role: components["schemas"]["Role"];
        };
        UserSession: {
            address: string;
            /** Format: date-time */
            created_at: string;
            current: boolean;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            last_used_at: string;
            user_agent: string;
        };
        UserSessionPage: {
            items: components["schemas"]["UserSession"][];
            next_cursor: string | null;
        };
        ZonePrice: {
            name: components["schemas"]["LocalizedText"];
            price: components["schemas"]["Money"];
            zone: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_ledger_days: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description list_ledger_days */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerDayPage"];
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
    get_ledger_day: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                date: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description get_ledger_day */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerDayDetail"];
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
    list_ledger_entries: {
        parameters: {
            query: {
                category?: string;
                cinema_id?: string;
                cursor?: string;
                from: string;
                gateway?: string;
                limit?: number;
                order_id?: string;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description list_ledger_entries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerEntryPage"];
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
    export_ledger: {
        parameters: {
            query: {
                format?: string;
                from: string;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description export_ledger */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
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
    get_overview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description get_overview */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
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
    list_apps: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description list_apps */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalAppPage"];
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
    list_articles: {
        parameters: {
            query?: {
                category?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description list_articles */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleSummaryPage"];
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
    get_article: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description get_article */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
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
            /** @description send_code */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeSent"];
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
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description login */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
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
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description logout */
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
            /** @description reset_password */
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
    refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description refresh */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
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
    register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Register"];
            };
        };
        responses: {
            /** @description register */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
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
            /** @description code = a pickup code or a QR payload (order or single ticket); refusals are problems: ticket_forged, wrong_cinema, wrong_showtime, too_early, ticket_refunded, pickup_code_unknown */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckInResult"];
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
                pickup_code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description get_pickup */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pickup"];
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
    collect_pickup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pickup_code: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CollectPickup"];
            };
        };
        responses: {
            /** @description idempotent: repeated collect answers the same */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pickup"];
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
                city?: string;
                cursor?: string;
                date?: string;
                district?: string;
                film_id?: string;
                hall_type?: string;
                limit?: number;
                near?: string;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description near=lat,lng sorts by distance */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaSummaryPage"];
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
    get_cinema: {
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
            /** @description get_cinema */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cinema"];
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
    list_cities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description list_cities */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CityPage"];
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
    list_films: {
        parameters: {
            query?: {
                city?: string;
                cursor?: string;
                genre?: string;
                limit?: number;
                q?: string;
                status?: components["schemas"]["FilmStatus"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description list_films */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilmSummaryPage"];
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
    get_film: {
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
            /** @description get_film */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Film"];
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
    get_liveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description get_liveness */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
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
    get_readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description get_readiness */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
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
    get_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description get_me */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
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
    delete_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description delete_me */
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
            /** @description update_me */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
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
            /** @description change_password */
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
    list_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description list_sessions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserSessionPage"];
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
    delete_session: {
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
            /** @description delete_session */
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
    get_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description get_metrics */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
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
    list_orders: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                status?: components["schemas"]["OrderStatus"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description list_orders */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
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
    create_order: {
        parameters: {
            query?: never;
            header: {
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
            /** @description create_order */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
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
    get_order: {
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
            /** @description get_order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
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
    cancel_order: {
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
            /** @description cancel_order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
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
    resend_order_message: {
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
            /** @description resend_order_message */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageQueued"];
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
    get_refund_quote: {
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
            /** @description get_refund_quote */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundQuote"];
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
    create_refund: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateRefund"];
            };
        };
        responses: {
            /** @description whole order now; ticket_ids must be all tickets or absent, else 422 */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
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
    get_order_tickets: {
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
            /** @description qr: signed payload for the whole order; qr_svg: the same drawn */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderTickets"];
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
    get_order_calendar: {
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
            /** @description get_order_calendar */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
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
    get_order_timeline: {
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
            /** @description side: platform|cinema|bank; owner, administrator and auditor may read */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
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
    list_payment_methods: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description one item now: method unionpay, gateway unionpay */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentMethodPage"];
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
    receive_payment_notification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                gateway: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description raw body from the bank; signature checked; idempotent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
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
    create_payment: {
        parameters: {
            query?: never;
            header: {
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
            /** @description create_payment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
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
    get_payment: {
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
            /** @description get_payment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
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
    get_portal: {
        parameters: {
            query?: {
                city?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description get_portal */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Portal"];
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
    create_seat_lock: {
        parameters: {
            query?: never;
            header: {
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
            /** @description create_seat_lock */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatLock"];
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
    get_seat_lock: {
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
            /** @description get_seat_lock */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatLock"];
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
    release_seat_lock: {
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
            /** @description release_seat_lock */
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
    list_showtimes: {
        parameters: {
            query?: {
                cinema_id?: string;
                city?: string;
                cursor?: string;
                date?: string;
                film_id?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description list_showtimes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowtimePage"];
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
    get_showtime: {
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
            /** @description get_showtime */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Showtime"];
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
    get_showtime_seats: {
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
            /** @description get_showtime_seats */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatMap"];
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
    stream_seat_events: {
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
            /** @description SSE, event "seats", data {"as_of":time,"changes":[{"seat_code","state"}]}; comment heartbeat every 15 s */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
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
}
