-- What the programme is searched by, of courses as of events: written by domain/searching.py, without accents and capitals.

ALTER TABLE programme_entries ADD COLUMN search text NOT NULL DEFAULT '';

-- The same as `searchable`, for what stands already; whatever the collation of the database is.
CREATE FUNCTION searchable(given text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT translate(
        lower(
            replace(replace(replace(replace(replace(replace(replace(replace(
                normalize(regexp_replace(normalize(given, NFKD), '[\u0300-\u036f]', '', 'g'), NFC),
                'Æ', 'ae'), 'æ', 'ae'), 'Œ', 'oe'), 'œ', 'oe'), 'Þ', 'th'), 'þ', 'th'), 'ß', 'ss'), 'ẞ', 'ss')
        ),
        'ÐØĐĦŁŊŦƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƢƤƦƧƩƬƮƱƲƳƵƷƸƼǤǶǷȜȠȢȤȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςϏϘϚϜϞϠϷϺϽϾ'
        || 'ϿЂЄЅІЈЉЊЋЏАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӃӅӇӉӋӍӔӘӠӨӶӺӼӾԀ'
        || 'ԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖøłđðħŧıỺỼỾ',
        'dodhlŋtɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵƣƥʀƨʃƭʈʊʋƴƶʒƹƽǥƕƿȝƞȣȥⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳαβγδεζηθικλμνξοπρστυφχψωσϗϙϛϝϟϡϸϻͻͼ'
        || 'ͽђєѕіјљњћџабвгдежзиклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӄӆӈӊӌӎӕәӡөӷӻӽӿԁ'
        || 'ԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆolddhtiỻỽỿ'
    )
$$;
UPDATE programme_entries SET search = searchable(concat_ws(E'\n', title, coalesce(place ->> 'city', ''), ''));
DROP FUNCTION searchable(text);

CREATE OR REPLACE VIEW programme AS
SELECT
    'event' AS source, slug, title, kind, "when", timezone, format, platform, venue, city, country,
    venue_tentative, host_open, network, partners, days, 0 AS weeks, 0 AS seats_from, 0 AS seats_to,
    original_when, cancelled_at, registration_opens, registration_closes, capacity,
    confirmed_count, starts_on, ends_on, over_at, year_from, year_to, precision, sort_on,
    '/events/' || slug AS page, search
FROM events
WHERE published
UNION ALL
SELECT
    'training', slug, title, 'training', "when", timezone, NULLIF(coalesce(place ->> 'format', ''), ''),
    coalesce(place ->> 'platform', ''), coalesce(place ->> 'venue', ''), coalesce(place ->> 'city', ''),
    coalesce(place ->> 'country', ''), coalesce((place ->> 'tentative')::boolean, false), false, '', partners,
    duration_days, duration_weeks, seats_from, seats_to,
    original_when, NULL, NULL, NULL, NULL,
    0, starts_on, ends_on, over_at, year_from, year_to, precision, sort_on,
    page_url, search
FROM programme_entries
WHERE NOT withdrawn;
